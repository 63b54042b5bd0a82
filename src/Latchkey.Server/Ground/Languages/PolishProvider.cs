namespace Latchkey.Server.Ground.Languages;

internal static class PolishProvider
{
    public static readonly ProviderTexts Texts = new()
    {
        Providers = "Dostawcy tożsamości",
        Lead = "Gdzie jeszcze Twoi ludzie mogą się logować: każdy jest przyciskiem na stronie logowania.",
        Add = "Dodaj dostawcę tożsamości",
        None = "Brak dostawców tożsamości",
        NoneMeans = "Ludzie logują się tym, co mają tutaj. Dodaj Google, Apple, Entra, inny Latchkey lub dowolnego dostawcę OpenID.",
        Kind = "Rodzaj",
        NameHint = "Ta nazwa jest na przycisku.",
        Callback = "Dokąd odsyłają ludzi",
        CallbackHint = "Wpisz ten adres u każdego dostawcy jako adres przekierowania.",
        Issuer = "Wystawca",
        IssuerHint = "Jego adres, jak podają go tokeny ID. Google i Apple mają własny; dla Entra użyj adresu swojej dzierżawy.",
        ClientId = "Identyfikator klienta",
        ClientSecret = "Sekret klienta",
        SecretKept = "Pozostaw puste, aby zachować zapisany.",
        ForApple = "Tylko dla Apple",
        TeamId = "Identyfikator zespołu",
        KeyId = "Identyfikator klucza",
        PrivateKey = "Klucz prywatny",
        PrivateKeyHint = "Tekst pliku .p8.",
        WhoGetsIn = "Kto wchodzi",
        Links = "Łącz istniejące konta",
        LinksMeans = "Przez adres e-mail zweryfikowany po obu stronach. Administratorzy są łączeni ręcznie.",
        Provisions = "Twórz konta nowym osobom",
        ProvisionsMeans = "Jeśli dostawca zweryfikował ich adres e-mail.",
        Trusts = "Uznawaj jego drugi składnik",
        TrustsMeans = "Kto podał go tam, nie jest o niego proszony tutaj.",
        Keeps = "Zachowuj jego tokeny",
        KeepsMeans = "Zapieczętowane, dla programów wywołujących dostawcę w czyimś imieniu.",
        EveryTenant = "Wchodzi każdy, kto ma takie konto. Użyj wystawcy własnej dzierżawy, aby wpuszczać tylko swoich ludzi.",
        NobodyNew = "Nie wejdzie nikt, kogo wcześniej nie było: konta nie są łączone ani tworzone.",
        DeleteMeans = "Kto nie ma tu hasła ani klucza dostępu, nie zaloguje się więcej. Konta pozostają.",
        OtherOrg = "Inny Latchkey lub Okta",
        OtherOpenId = "Inny dostawca OpenID",
    };
}
