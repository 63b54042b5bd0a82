namespace Latchkey.Server.Ground.Languages;

internal static class DutchAccount
{
    public static readonly AccountTexts Texts = AccountTexts.English with
    {
        Title = "Je account",
        Profile = "Profiel",
        Name = "Naam",
        Authenticators = "Manieren om te bevestigen dat jij het bent",
        Apps = "Apps met toegang",
        OwnApps = "Je apps",
        OpenApp = "Openen",
        Activity = "Recente keren ingelogd",
        Data = "Je gegevens",

        DisplayName = "Weergavenaam",
        NickName = "Bijnaam",
        MobilePhone = "Mobiele telefoon",
        Language = "Taal",
        LanguageOfBrowser = "De taal van de browser",
        ProfileOfOrg = "Je organisatie beheert je profiel.",
        ProfileInvalid = "Dit kan niet worden opgeslagen: een waarde is te lang of bevat tekens die er niet horen.",
        Save = "Opslaan",
        Saved = "Opgeslagen.",

        ChangePassword = "Wachtwoord wijzigen",
        LastChanged = "Laatst gewijzigd",
        OldPassword = "Huidig wachtwoord",
        PasswordTooSoon = "Je hebt je wachtwoord kort geleden gewijzigd. Probeer het later opnieuw.",
        PasswordNotYours = "Je organisatie laat je hier je wachtwoord niet wijzigen.",
        OldPasswordWrong = "Dat is niet je huidige wachtwoord.",
        PasswordMeans = "Deze browser blijft ingelogd. In elke andere browser en elke app moet opnieuw worden ingelogd.",
        PasswordChanged = "Je wachtwoord is gewijzigd en al het andere is uitgelogd.",

        PasswordAlone = "Je logt in met alleen je wachtwoord.",
        Added = "Toegevoegd",
        Change = "Wijzigen",
        Remove = "Verwijderen",
        RemoveMeans = "Het bevestigt dan niet meer dat jij het bent. We laten het je per mail weten.",
        Removed = "Verwijderd.",
        SetUp = "Instellen",
        IsSetUp = "Het is ingesteld.",
        NameInvalid = "Vul een naam van hoogstens 50 tekens in.",

        NoApps = "Geen enkele app heeft toegang tot je account.",
        RemoveAccess = "Toegang intrekken",
        AccessRemoved = "De app heeft geen toegang meer.",

        NoActivity = "Nog niet ingelogd.",
        Refused = "Geweigerd",
        ActivityHelp = "Zie je iets wat je niet herkent? Wijzig je wachtwoord.",

        DataText = "Alles wat deze organisatie van je bewaart, als JSON-bestand.",
        Download = "Mijn gegevens downloaden",
        Delete = "Mijn account verwijderen",
        DeleteTitle = "Je account verwijderen?",
        DeleteText = "Alles van jou verdwijnt, meteen en voorgoed: je profiel, je sessies en wat elke app voor je mag doen.",
        DeleteType = "Typ {0} om te bevestigen",
        DeleteMismatch = "Dat is niet hetzelfde.",
        DeleteForGood = "Voorgoed verwijderen",
        Deleted = "Je account is verwijderd",
        DeletedText = "Je bent overal uitgelogd.",

        DeletedSubject = "Je account bij {0} is verwijderd",
        DeletedMail = "Je account {1} bij {0} is zojuist verwijderd, zoals gevraagd op de accountpagina.",
    };
}
