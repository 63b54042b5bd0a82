namespace Latchkey.Server.Ground.Languages;

internal static class ItalianFederation
{
    public static readonly FederationTexts Texts = new()
    {
        SignInWith = "Accedi con {0}",
        Failed = "La risposta dell’altro fornitore non è utilizzabile. Riprova o accedi in un altro modo.",
        Refused = "Lì non hai effettuato l’accesso. Riprova o accedi in un altro modo.",
        Unknown = "Nessun account qui corrisponde a quello. Accedi in un altro modo o chiedi al tuo amministratore.",
        Away = "L’altro fornitore non è raggiungibile in questo momento. Riprova o accedi in un altro modo.",
    };
}
