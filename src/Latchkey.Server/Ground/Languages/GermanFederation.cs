namespace Latchkey.Server.Ground.Languages;

internal static class GermanFederation
{
    public static readonly FederationTexts Texts = new()
    {
        SignInWith = "Mit {0} anmelden",
        Failed = "Mit der Antwort des anderen Anbieters ließ sich nichts anfangen. Versuchen Sie es noch einmal, oder melden Sie sich anders an.",
        Refused = "Sie wurden dort nicht angemeldet. Versuchen Sie es noch einmal, oder melden Sie sich anders an.",
        Unknown = "Zu dem dortigen Konto gehört hier keines. Melden Sie sich anders an, oder fragen Sie Ihre Administration.",
        Away = "Der andere Anbieter ist gerade nicht erreichbar. Versuchen Sie es noch einmal, oder melden Sie sich anders an.",
    };
}
