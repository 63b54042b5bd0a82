using Latchkey.Native;

namespace MauiQuickstart;

public partial class MainPage : ContentPage
{
    private readonly LatchkeyClient auth;
    private readonly HttpClient api;
    private LatchkeySession? session;

    public MainPage(LatchkeyClient auth, HttpClient api)
    {
        InitializeComponent();
        (this.auth, this.api) = (auth, api);

        // The phone may end the app while the browser is open; the answer then finds the next process, at its start or while it runs.
        auth.SignInReturned += (_, _) => MainThread.BeginInvokeOnMainThread(Look);
    }

    protected override void OnAppearing()
    {
        base.OnAppearing();
        Look();
    }

    /// <summary>Who is signed in: reads the store. With LatchkeyOptions.Unlock the person shows that it is them before they see more.</summary>
    private async void Look() => await Try(async () =>
    {
        session = await auth.TryFinishSignInAsync() ?? await auth.GetSessionAsync();
        if (session is { IsLocked: true }) await session.UnlockAsync();
    });

    private async void SignIn(object? sender, EventArgs e) => await Try(async () => session = await auth.SignInAsync());

    private async void ShowOrders(object? sender, EventArgs e) => await Try(async () => Said.Text = await api.GetStringAsync("orders"));

    private async void SignOut(object? sender, EventArgs e) => await Try(async () =>
    {
        var ended = session!;
        session = null;
        await ended.SignOutAsync(SignOutReach.AppAndBrowser);
    });

    /// <summary>Every failure is a sentence; only an ended session brings the sign-in button back.</summary>
    private async Task Try(Func<Task> step)
    {
        Said.Text = "";
        SignInButton.IsVisible = OrdersButton.IsVisible = SignOutButton.IsVisible = false;      // one thing at a time
        try
        {
            await step();
        }
        catch (SignInException e)
        {
            if (e.Kind is SignInErrorKind.SessionExpired or SignInErrorKind.StorageReset or SignInErrorKind.UnlockChanged) session = null;
            if (e.Kind != SignInErrorKind.Cancelled) Said.Text = $"{e.Message} {e.Hint}";
        }
        catch (HttpRequestException e)
        {
            Said.Text = e.Message;
        }
        Who.Text = session is null ? "Nobody is signed in" : $"Hello, {session.User.Name}";
        SignInButton.IsVisible = session is null;
        OrdersButton.IsVisible = SignOutButton.IsVisible = session is not null;
    }
}
