namespace Latchkey.Server.Ground.Pages;

/// <summary>Pages that an org may write itself. Contract §8.1.</summary>
internal static class PageFrames
{
    public const string SignIn = "sign-in", Error = "error", SignOut = "sign-out";
}
