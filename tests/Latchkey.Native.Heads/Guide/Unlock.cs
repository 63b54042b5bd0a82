using Latchkey.Native;

namespace Quickstart;

/// <summary>The steps of docs/guide/unlock-with-biometrics.md.</summary>
public partial class Screen
{
    private static void Unlocking(LatchkeyOptions options)
    {
        options.Unlock = new UnlockOptions
        {
            Reason = "Unlock your orders",
            LockAfter = TimeSpan.FromMinutes(2),
            AllowPasscode = true,
        };
        options.Unlock.ProofKeyFor = TimeSpan.FromMinutes(5);
    }

    /// <summary>What a start does with a session that is behind the unlock.</summary>
    public async Task StartAsync(LatchkeyOptions options)
    {
        Unlocking(options);
        if (session is not { IsBehindUnlock: true } found) return;
        Cover(found);
        await UnlockAsync(found);
    }

    private async Task UnlockAsync(LatchkeySession session)
    {
        try
        {
            await session.UnlockAsync();
            who.Text = $"Hello, {session.User.Name}";
        }
        catch (SignInException e) when (e.Kind == SignInErrorKind.UnlockChanged)
        {
            // A finger or face was added since, or the phone's code taken away: what opened the tokens is gone.
            Show(await auth.SignInAsync(new SignInRequest { LoginHint = session.User.PreferredUserName }));
        }
        catch (SignInException e) when (e.Kind is SignInErrorKind.PresenceRequired or SignInErrorKind.Locked)
        {
            who.Text = $"{e.Message} {e.Hint}";         // still signed in: offer a button that calls this again
        }
    }

    private void Cover(LatchkeySession session) => session.Changed += (_, happened) =>
    {
        if (happened.Change == SessionChange.Locked) OnMain(() => who.Text = "Locked");
    };
}
