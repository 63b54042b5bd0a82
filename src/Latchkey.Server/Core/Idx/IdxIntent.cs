namespace Latchkey.Server.Core.Idx;

/// <summary>What somebody is about in an app's own pages, by the contract's names (§4, <c>intent</c>).</summary>
internal static class IdxIntent
{
    public const string SignIn = "LOGIN";
    /// <summary>The password is forgotten.</summary>
    public const string Recover = "CREDENTIAL_RECOVERY";
    /// <summary>The account is locked.</summary>
    public const string Unlock = "UNLOCK_ACCOUNT";
    /// <summary>There is no account yet.</summary>
    public const string SignUp = "ENROLL_NEW_USER";
}
