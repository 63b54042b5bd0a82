namespace Latchkey.Server.Ground.Languages;

internal static class ItalianProvider
{
    public static readonly ProviderTexts Texts = new()
    {
        Providers = "Provider di identità",
        Lead = "Dove altro possono accedere le tue persone: ognuno è un pulsante della pagina di accesso.",
        Add = "Aggiungi provider di identità",
        None = "Nessun provider di identità",
        NoneMeans = "Le persone accedono con ciò che hanno qui. Aggiungi Google, Apple, Entra, un altro Latchkey o qualsiasi provider OpenID.",
        Kind = "Tipo",
        NameHint = "Il pulsante riporta questo nome.",
        Callback = "Dove rimandano le persone",
        CallbackHint = "Inserisci questo indirizzo presso ogni provider come URI di reindirizzamento.",
        Issuer = "Emittente",
        IssuerHint = "Il suo indirizzo come lo indicano i token ID. Google e Apple hanno il proprio; per Entra usa quello del tuo tenant.",
        ClientId = "ID client",
        ClientSecret = "Segreto client",
        SecretKept = "Lascia vuoto per conservare quello salvato.",
        ForApple = "Solo per Apple",
        TeamId = "ID del team",
        KeyId = "ID della chiave",
        PrivateKey = "Chiave privata",
        PrivateKeyHint = "Il testo del file .p8.",
        WhoGetsIn = "Chi entra",
        Links = "Collega gli account già presenti",
        LinksMeans = "Tramite un indirizzo e-mail verificato da entrambe le parti. Gli amministratori si collegano a mano.",
        Provisions = "Crea account per le persone nuove",
        ProvisionsMeans = "Se il provider ha verificato il loro indirizzo e-mail.",
        Trusts = "Accetta il suo secondo fattore",
        TrustsMeans = "A chi ne ha fornito uno lì non viene chiesto qui.",
        Keeps = "Conserva i suoi token",
        KeepsMeans = "Sigillati, per i programmi che chiamano il provider per conto di una persona.",
        EveryTenant = "Entra chiunque abbia un account di questo tipo. Usa l’emittente del tuo tenant per far entrare solo le tue persone.",
        NobodyNew = "Non entra nessuno che non sia già venuto: gli account non vengono né collegati né creati.",
        DeleteMeans = "Chi qui non ha password né passkey non può più accedere. Gli account restano.",
        OtherOrg = "Un altro Latchkey, o Okta",
        OtherOpenId = "Un altro provider OpenID",
    };
}
