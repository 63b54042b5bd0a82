namespace Latchkey.Server.Ground.Languages;

public sealed partial record AccountTexts
{
    public static readonly AccountTexts German = new()
    {
        Title = "Ihr Konto",
        Profile = "Profil",
        Name = "Name",
        Authenticators = "Wie Sie sich ausweisen",
        Apps = "Apps mit Zugriff",
        OwnApps = "Ihre Apps",
        OpenApp = "Öffnen",
        Activity = "Letzte Anmeldungen",
        Data = "Ihre Daten",

        DisplayName = "Anzeigename",
        NickName = "Spitzname",
        MobilePhone = "Mobiltelefon",
        Language = "Sprache",
        LanguageOfBrowser = "Die Sprache des Browsers",
        ProfileOfOrg = "Ihr Profil pflegt Ihre Organisation.",
        ProfileInvalid = "So lässt sich das nicht speichern: Ein Eintrag ist zu lang oder hat Zeichen, die dort nicht hingehören.",
        Save = "Speichern",
        Saved = "Gespeichert.",

        ChangePassword = "Passwort ändern",
        LastChanged = "Zuletzt geändert",
        OldPassword = "Jetziges Passwort",
        PasswordTooSoon = "Sie haben Ihr Passwort vor Kurzem geändert. Versuchen Sie es später noch einmal.",
        PasswordNotYours = "Ihre Organisation lässt Sie Ihr Passwort hier nicht ändern.",
        OldPasswordWrong = "Das ist nicht Ihr jetziges Passwort.",
        PasswordMeans = "Dieser Browser bleibt angemeldet. Jeder andere Browser und jede App muss sich neu anmelden.",
        PasswordChanged = "Ihr Passwort ist geändert, und alles andere ist abgemeldet.",

        PasswordAlone = "Sie melden sich allein mit Ihrem Passwort an.",
        Added = "Hinzugefügt",
        Change = "Ändern",
        Remove = "Entfernen",
        RemoveMeans = "Damit weisen Sie sich dann nicht mehr aus. Wir sagen es Ihnen per E-Mail.",
        Removed = "Entfernt.",
        SetUp = "Einrichten",
        IsSetUp = "Es ist eingerichtet.",
        NameInvalid = "Geben Sie einen Namen mit höchstens 50 Zeichen ein.",

        NoApps = "Keine App hat Zugriff auf Ihr Konto.",
        RemoveAccess = "Zugriff entziehen",
        AccessRemoved = "Die App hat keinen Zugriff mehr.",

        NoActivity = "Noch keine Anmeldungen.",
        Refused = "Abgelehnt",
        ActivityHelp = "Etwas davon kennen Sie nicht? Ändern Sie Ihr Passwort.",

        DataText = "Alles, was diese Organisation von Ihnen aufbewahrt, als JSON-Datei.",
        Download = "Meine Daten herunterladen",
        Delete = "Mein Konto löschen",
        DeleteTitle = "Konto löschen?",
        DeleteText = "Alles geht, sofort und für immer: Ihr Profil, Ihre Sitzungen und was jede App für Sie darf.",
        DeleteType = "Zur Bestätigung {0} eintippen",
        DeleteMismatch = "Das ist nicht dasselbe.",
        DeleteForGood = "Endgültig löschen",
        Deleted = "Ihr Konto ist gelöscht",
        DeletedText = "Sie sind überall abgemeldet.",

        DeletedSubject = "Ihr Konto bei {0} wurde gelöscht",
        DeletedMail = "Ihr Konto {1} bei {0} wurde soeben gelöscht, wie es auf seiner Kontoseite verlangt wurde.",
    };
}
