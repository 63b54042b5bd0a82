namespace Latchkey.Server.Ground.Languages;

public sealed partial record WordingTexts
{
    public static readonly WordingTexts English = new()
    {
        Emails = "Emails",
        MailsLead = "What the mails of this organization say, in each language.",
        Yours = "Your words",
        Ours = "Our words",
        MailLanguage = "Language",
        Subject = "Subject",
        Body = "Text",
        BodyHint = "HTML, with the variables below. It must hold what people need to go on.",
        Variables = "Variables",
        ForOthers = "For everybody whose language has no words here",
        AddLanguage = "Add a language",
        ResetMail = "Back to our words",
        ResetMailMeans = "Your words for this mail are deleted in every language, and people get ours again.",
        DeleteWords = "Delete these words",
        DeleteWordsMeans = "People who speak this language get the words for all others, or ours.",
        AsText = "As text",
        SendTest = "Send a test to me",
        SendTestHint = "It goes to {0}, as it is saved. Its links and codes open nothing.",
        Recipients = "Who gets it",
        RecipientsHint = "A mail that somebody waits for goes to everybody.",
        Everybody = "Everybody",
        AdministratorsOnly = "Administrators only",
        Nobody = "Nobody",
        Languages = "Languages",
        LanguagesLead = "What the pages and mails speak when they may choose.",
        DefaultLanguage = "Default language",
        DefaultHint = "For people whose app, profile and browser name none that is offered.",
        Offered = "Offered languages",
        OfferedHint = "What is not ticked, nobody is shown, whatever their browser says.",
        Files = "Well-known files",
        FilesLead = "What this address says of your apps to phones and browsers. Apps fill the files by themselves; more is added by API.",
        AndroidFile = "Android: apps that open links of this address and use its passkeys",
        AppleFile = "Apple: apps that open links of this address and use its passwords and passkeys",
        WebAuthnFile = "Browsers: other sites where passkeys of this address may be used",
        AddedByYou = "With what was added by API",
        OpenFile = "Open the file",
    };
}
