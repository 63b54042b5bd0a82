namespace Latchkey.Server.Faces.Journeys.Idx;

/// <summary>What a sign-in in an app's own pages waits for.</summary>
internal enum IdxStep
{
    Identify,
    /// <summary>By which way somebody is to say that it is they: the password, or their mailbox.</summary>
    ChooseFirst,
    /// <summary>The password of whoever they say they are.</summary>
    FirstPassword,
    /// <summary>Who it is that has forgotten the password.</summary>
    Recover,
    /// <summary>By which way they are to say that it is they.</summary>
    ChooseMail,
    /// <summary>The code that was mailed, if there is anybody to mail one to.</summary>
    AnswerMail,
    /// <summary>Whose account is locked.</summary>
    Unlock,
    /// <summary>Who it is that has no account yet.</summary>
    Profile,
    AnswerSignUp,
    /// <summary>The mailbox has said who it is, and their own question is to say it, too.</summary>
    Question,
    NewPassword,
    /// <summary>The same, or not now.</summary>
    PasswordSoon,
    /// <summary>Something else has been shown, and the password is missing.</summary>
    Password,
    Choose,
    Answer,
    ChooseNew,
    AnswerNew,
    Consent,
    Done,
    KeptOut,
}
