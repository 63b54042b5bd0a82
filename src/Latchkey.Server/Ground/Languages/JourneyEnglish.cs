namespace Latchkey.Server.Ground.Languages;

public sealed partial record JourneyTexts
{
    public static readonly JourneyTexts English = new()
    {
        NotYou = "Use another name",
        RememberName = "Remember my name on this device",
        RememberedNames = "Names remembered on this device",
        ForgetNames = "Forget these names",
        KeepSignedIn = "Keep me signed in",

        OfferTitle = "Make your account safer",
        OfferText = "With a second way to confirm that it is you, nobody gets in by your password alone.",
        OfferSkip = "Not now, go on",
        OfferLater = "You can do this at any time on your account page.",

        Working = "One moment. Your browser does a small sum, which keeps robots out.",
        WorkAgain = "That took too long. Send it once more.",
        WorkNeedsScript = "Robots are kept out here by a small sum that browsers do. Turn on script and load the page again.",
        WorkSlowly = "Many people ask here at the moment. Try again in a minute, or turn on script.",

        ChangeEmail = "Change email address",
        EmailNow = "Your address now",
        EmailNew = "New email address",
        EmailBoth = "We send a code to the new address and another one to the old address. It takes both.",
        EmailNewAlone = "We send a code to the new address, and tell the old one.",
        EmailSame = "That is your address already.",
        CodeSentTo = "Code from the mail to {0}",
        EmailCodesWrong = "That does not work. Codes work for 15 minutes, and after five wrong ones you begin anew.",
        EmailChanged = "Your email address is changed.",
        EmailLogin = "You sign in with the new address from then on.",

        NewAddressSubject = "Your code for your new address at {0}",
        NewAddressText = "this code confirms that your account at {0} is to have this email address:",
        OldAddressSubject = "Your address at {0} is about to change",
        OldAddressText = "this code confirms that your account at {0} is to have another email address:",
        AddressIgnore = "If this was not you, give the code to nobody.",
        AddressChangedSubject = "Your address at {0} was changed",
        AddressChangedText = "the email address of your account {1} at {0} has just been changed.",

        NotMe = "This was not me",
        NotMeMail = "If it was not you: this link signs out everything, and you choose a new password. It works for seven days.",
        NotMeMailDay = "If it was not you: this link signs out everything, and you choose a new password. It works for 24 hours.",
        NotMeTitle = "Was this not you?",
        NotMeMeans = "Every browser and every app is signed out, your password stops working, and you choose a new one.",
        NotMeAddress = "Your email address becomes {0} again.",
        NotMeEnd = "End everything",

        NewDeviceSubject = "A new device signed in to your account at {0}",
        NewDeviceText = "your account {1} at {0} has just been signed in to on a device that was not seen here before: {2}.",

        PhoneSignIn = "Sign in with your phone",
        PhoneText = "Point the camera of your phone at this picture. The phone then asks for this number:",
        PhoneQr = "Picture to scan with a phone",
        PhoneOpen = "Or open this address on the phone:",
        PhoneWaiting = "Waiting for your phone. This page goes on by itself.",
        PhoneCheck = "Check now",
        PhoneOver = "It took too long, or it was refused on the phone.",
        OtherTitle = "Sign in on another device?",
        OtherText = "Another device wants to be signed in as {0}. Go on only if you began this yourself and have that device in front of you.",
        OtherNumber = "Number on the other device",
        OtherWrong = "That is not the number it shows. Begin anew on the other device.",

        RecoveryTitle = "Recovery codes",
        RecoveryText = "Each of them confirms once that it is you, when you have nothing else at hand.",
        RecoveryOnce = "Write them down or print them: they are shown this once.",
        RecoveryMake = "Make recovery codes",
        RecoveryLeft = "Codes left: {0}",
        RecoveryReplaces = "The codes from before no longer work.",
        RecoveryUse = "Use a recovery code instead",
        RecoveryLead = "Enter one of the recovery codes that you have kept.",
    };
}
