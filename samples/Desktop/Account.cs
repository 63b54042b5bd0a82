using Latchkey.Native;

namespace Desktop;

/// <summary>What the window's buttons do. Everything the app needs of the SDK is here.</summary>
internal sealed class Account(LatchkeyClient auth, MainWindow window)
{
    /// <summary>At start: reads the store and needs no network, so the name is there at once.</summary>
    public Task Restore() => Do("", async () => await auth.GetSessionAsync());

    public Task SignIn() => Do("Finish signing in in your browser …", async () => await auth.SignInAsync());

    public Task SignOut() => Do("Signing out …", async () =>
    {
        if (await auth.GetSessionAsync() is { } session) await session.SignOutAsync(SignOutReach.AppOnly);
        return null;
    });

    private async Task Do(string meanwhile, Func<Task<LatchkeySession?>> action)
    {
        window.Busy(meanwhile);
        try
        {
            if (await action() is { } session) window.SignedIn(session.User.Name ?? session.User.Subject, session.User.Email ?? "");
            else window.SignedOut();
        }
        catch (SignInException e)
        {
            window.SignedOut(e.Message);       // cancelled, no network, a locked keyring: each has its own sentence, and its Kind
        }
    }
}
