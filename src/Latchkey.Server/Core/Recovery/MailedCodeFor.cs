namespace Latchkey.Server.Core.Recovery;

/// <summary>What a code is mailed for to who has said no more than a name.</summary>
internal enum MailedCodeFor
{
    /// <summary>A new password.</summary>
    Password,
    /// <summary>The end of a lock.</summary>
    Unlock,
    SignIn,
}
