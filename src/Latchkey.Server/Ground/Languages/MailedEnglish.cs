namespace Latchkey.Server.Ground.Languages;

public sealed partial record MailedTexts
{
    public static readonly MailedTexts English = new()
    {
        RecoveryCode = "this is your code to get into your account at {0} again:",
        UnlockSubject = "Unlock your account at {0}",
        UnlockText = "your account {1} at {0} is locked. This link unlocks it:",
        UnlockButton = "Unlock the account",
        UnlockMeans = "The password stays as it is, and you are not signed in by this.",
        Unlocked = "Your account is unlocked.",
        SignUpSubject = "Finish your account at {0}",
        SignUpText = "this link finishes your account at {0}. The page asks for the password that you have just chosen.",
        SignUpPassword = "This finishes the account. Type the password that you chose for it.",
        SignUpWrong = "That is not the password that you chose. After five wrong ones, begin again.",
        SignUpReady = "Your account is ready.",
        LockedOut = "This account is locked after too many wrong passwords.",
        AnswerWrong = "That is not the answer. After five wrong ones in a day, try again tomorrow.",
        LinkToo = "Or open this link, here or on another device:",
        LinkButton = "Yes, it is me",
        LinkTitle = "Did you begin this?",
        LinkText = "This says that you can read the mail of {0}. Go on only if you have just begun this yourself.",
        LinkNumber = "Number on the page where you began",
        LinkWrong = "That is not the number. Ask for a new mail where you began.",
        LinkWaiting = "You can open the link in the mail instead. In another browser it asks for this number:",
        LinkCheck = "I have opened the link",
        LinkOpened = "You have opened the link.",
        FirstUse = "Mail me a code instead",
        FirstSent = "If {0} has an account here, a mail with an 8-digit code is on its way.",
        FirstPassword = "Use your password instead",
        AdminLocked = "The account {0} at {1} was locked",
        AdminReported = "{0} says that a change of their account at {1} was not theirs",
        AdminDeactivated = "The account {0} at {1} was deactivated",
        AdminWhy = "You administer {0} and have asked to be told of this.",
        AdminOpen = "Open in the console",
    };
}
