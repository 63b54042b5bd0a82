namespace Latchkey.Server.Ground.Languages;

public sealed partial record AccountTexts
{
    public static readonly AccountTexts English = new()
    {
        Title = "Your account",
        Profile = "Profile",
        Name = "Name",
        Authenticators = "Ways to confirm it is you",
        Apps = "Apps with access",
        OwnApps = "Your apps",
        OpenApp = "Open",
        Activity = "Recent sign-ins",
        Data = "Your data",

        DisplayName = "Display name",
        NickName = "Nickname",
        MobilePhone = "Mobile phone",
        Language = "Language",
        LanguageOfBrowser = "The browser's language",
        ProfileOfOrg = "Your organization looks after your profile.",
        ProfileInvalid = "This cannot be saved: an entry is too long or has characters that do not belong there.",
        Save = "Save",
        Saved = "Saved.",

        ChangePassword = "Change password",
        LastChanged = "Last changed",
        OldPassword = "Current password",
        PasswordTooSoon = "You changed your password a short while ago. Try again later.",
        PasswordNotYours = "Your organization does not let you change your password here.",
        OldPasswordWrong = "That is not your current password.",
        PasswordMeans = "This browser stays signed in. Every other browser and every app has to sign in again.",
        PasswordChanged = "Your password is changed, and everything else is signed out.",

        PasswordAlone = "Your password alone signs you in.",
        Added = "Added",
        Change = "Change",
        Remove = "Remove",
        RemoveMeans = "It no longer confirms that it is you. We tell you by mail.",
        Removed = "Removed.",
        SetUp = "Set up",
        IsSetUp = "It is set up.",
        NameInvalid = "Enter a name of at most 50 characters.",

        NoApps = "No app has access to your account.",
        RemoveAccess = "Remove access",
        AccessRemoved = "The app has no access any more.",

        NoActivity = "No sign-ins yet.",
        Refused = "Refused",
        ActivityHelp = "Something you do not recognize? Change your password.",

        DataText = "Everything this organization keeps of you, as a JSON file.",
        Download = "Download my data",
        Delete = "Delete my account",
        DeleteTitle = "Delete your account?",
        DeleteText = "Everything of yours goes, at once and for good: your profile, your sessions, and what every app may do for you.",
        DeleteType = "To confirm, type {0}",
        DeleteMismatch = "That is not the same.",
        DeleteForGood = "Delete for good",
        Deleted = "Your account is deleted",
        DeletedText = "You are signed out everywhere.",

        DeletedSubject = "Your account at {0} was deleted",
        DeletedMail = "your account {1} at {0} has just been deleted, as was asked for on its account page.",
    };
}
