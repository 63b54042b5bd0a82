namespace Latchkey.Server.Ground.Languages;

internal static class DutchProvider
{
    public static readonly ProviderTexts Texts = new()
    {
        Providers = "Identiteitsproviders",
        Lead = "Waar uw mensen ook kunnen inloggen: elk is een knop op de inlogpagina.",
        Add = "Identiteitsprovider toevoegen",
        None = "Geen identiteitsproviders",
        NoneMeans = "Mensen loggen in met wat ze hier hebben. Voeg Google, Apple, Entra, een andere Latchkey of een OpenID-aanbieder toe.",
        Kind = "Soort",
        NameHint = "Deze naam staat op de knop.",
        Callback = "Waar ze mensen naartoe terugsturen",
        CallbackHint = "Voer dit adres bij elke aanbieder in als omleidings-URI.",
        Issuer = "Uitgever",
        IssuerHint = "Het adres zoals de ID-tokens het noemen. Google en Apple hebben een eigen adres; gebruik bij Entra dat van uw tenant.",
        ClientId = "Client-ID",
        ClientSecret = "Clientgeheim",
        SecretKept = "Laat leeg om het opgeslagen geheim te behouden.",
        ForApple = "Alleen voor Apple",
        TeamId = "Team-ID",
        KeyId = "Sleutel-ID",
        PrivateKey = "Privésleutel",
        PrivateKeyHint = "De tekst van het .p8-bestand.",
        WhoGetsIn = "Wie er binnenkomt",
        Links = "Bestaande accounts koppelen",
        LinksMeans = "Via een e-mailadres dat beide kanten hebben geverifieerd. Beheerders worden met de hand gekoppeld.",
        Provisions = "Accounts maken voor nieuwe mensen",
        ProvisionsMeans = "Als de aanbieder hun e-mailadres heeft geverifieerd.",
        Trusts = "De tweede factor daar accepteren",
        TrustsMeans = "Wie er daar een gaf, wordt er hier niet om gevraagd.",
        Keeps = "Tokens bewaren",
        KeepsMeans = "Verzegeld, voor programma’s die de aanbieder namens iemand aanroepen.",
        EveryTenant = "Iedereen met zo’n account komt binnen. Gebruik de uitgever van uw eigen tenant om alleen uw mensen binnen te laten.",
        NobodyNew = "Niemand komt binnen die er niet eerder was: accounts worden niet gekoppeld en niet gemaakt.",
        DeleteMeans = "Wie hier geen wachtwoord of passkey heeft, kan niet meer inloggen. De accounts blijven.",
        OtherOrg = "Een andere Latchkey, of Okta",
        OtherOpenId = "Een andere OpenID-aanbieder",
    };
}
