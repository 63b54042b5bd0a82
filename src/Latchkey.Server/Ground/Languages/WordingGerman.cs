namespace Latchkey.Server.Ground.Languages;

public sealed partial record WordingTexts
{
    public static readonly WordingTexts German = new()
    {
        Emails = "E-Mails",
        MailsLead = "Was die E-Mails dieser Organisation sagen, in jeder Sprache.",
        Yours = "Eigene Worte",
        Ours = "Unsere Worte",
        MailLanguage = "Sprache",
        Subject = "Betreff",
        Body = "Text",
        BodyHint = "HTML mit den Variablen unten. Es muss enthalten, was Personen zum Weitermachen brauchen.",
        Variables = "Variablen",
        ForOthers = "Für alle, deren Sprache hier keine Worte hat",
        AddLanguage = "Sprache hinzufügen",
        ResetMail = "Zurück zu unseren Worten",
        ResetMailMeans = "Ihre Worte für diese E-Mail werden in jeder Sprache gelöscht, und Personen erhalten wieder unsere.",
        DeleteWords = "Diese Worte löschen",
        DeleteWordsMeans = "Wer diese Sprache spricht, erhält die Worte für alle anderen oder unsere.",
        AsText = "Als Text",
        SendTest = "Test an mich senden",
        SendTestHint = "Sie geht an {0}, so wie sie gespeichert ist. Ihre Links und Codes öffnen nichts.",
        Recipients = "Wer sie erhält",
        RecipientsHint = "Eine E-Mail, auf die jemand wartet, geht an alle.",
        Everybody = "Alle",
        AdministratorsOnly = "Nur Administratoren",
        Nobody = "Niemand",
        Languages = "Sprachen",
        LanguagesLead = "Was Seiten und E-Mails sprechen, wenn sie wählen dürfen.",
        DefaultLanguage = "Standardsprache",
        DefaultHint = "Für Personen, deren App, Profil und Browser keine angebotene nennen.",
        Offered = "Angebotene Sprachen",
        OfferedHint = "Was nicht angekreuzt ist, sieht niemand, was der Browser auch sagt.",
        Files = "Well-known-Dateien",
        FilesLead = "Was diese Adresse Telefonen und Browsern über Ihre Apps sagt. Apps füllen die Dateien von selbst; mehr kommt per API hinzu.",
        AndroidFile = "Android: Apps, die Links dieser Adresse öffnen und ihre Passkeys verwenden",
        AppleFile = "Apple: Apps, die Links dieser Adresse öffnen und ihre Passwörter und Passkeys verwenden",
        WebAuthnFile = "Browser: andere Websites, auf denen Passkeys dieser Adresse gelten",
        AddedByYou = "Mit dem, was per API hinzukam",
        OpenFile = "Datei öffnen",
    };
}
