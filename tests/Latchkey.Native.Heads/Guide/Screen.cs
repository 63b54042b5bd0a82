using Latchkey.Native;

namespace Quickstart;

/// <summary>
/// The steps of docs/guide/sign-in-mobile.md as they stand there, compiled for .NET MAUI, Android, iOS and Mac Catalyst: what each platform calls a
/// label is beside this file.
/// </summary>
public partial class Screen
{
    private LatchkeySession? session;

    private async Task SignInAsync()
    {
        try
        {
            Show(await auth.SignInAsync());
        }
        catch (SignInException e)
        {
            who.Text = e.Kind == SignInErrorKind.Cancelled ? "You did not sign in." : $"{e.Message} {e.Hint}";
        }
    }

    private void Show(LatchkeySession? found)
    {
        session = found;
        who.Text = found is null ? "Nobody is signed in." : $"Hello, {found.User.Name}";
    }

    private async Task AskAsync(LatchkeySession session)
    {
        var fresh = await session.GetUserInfoAsync();
        who.Text = $"{fresh.Name}, {fresh.Email}";
    }

    private async Task LookAsync() => Show(await auth.TryFinishSignInAsync() ?? await auth.GetSessionAsync());

    private void Watch(LatchkeySession session) => session.Changed += (_, happened) =>
    {
        if (happened.Change == SessionChange.Expired) OnMain(() => Show(null));
    };

    private async Task ShowOrdersAsync()
    {
        using var api = new HttpClient(LatchkeyTokenHandler.WithConnection(auth, Settings.Api)) { BaseAddress = Settings.Api };
        said.Text = await api.GetStringAsync("orders");
    }

    private async Task SignOutAsync(LatchkeySession session)
    {
        await session.SignOutAsync(SignOutReach.AppAndBrowser);
        Show(null);
    }
}
