using Latchkey.Native;

namespace MauiQuickstart;

public partial class MainPage : ContentPage
{
    private readonly LatchkeyClient auth;
    private readonly HttpClient api;
    private LatchkeySession? session;

    public MainPage(LatchkeyClient auth)
    {
        InitializeComponent();
        this.auth = auth;
        api = new HttpClient(LatchkeyTokenHandler.WithConnection(auth, MauiProgram.Api)) { BaseAddress = MauiProgram.Api };

        // Android may kill the app while the browser is open; the answer then finds the next one, here or while it runs.
        auth.SignInReturned += (_, _) => MainThread.BeginInvokeOnMainThread(() => SignIn(this, EventArgs.Empty));
    }

    protected override async void OnAppearing()
    {
        base.OnAppearing();
        await Try(async () => session ??= auth.HasSignInReturned ? await auth.SignInAsync() : await auth.GetSessionAsync());
    }

    private async void SignIn(object? sender, EventArgs e) => await Try(async () =>
        session = await auth.SignInAsync(new SignInRequest { ConfirmPresenceEvery = TimeSpan.FromMinutes(5) }));

    private async void ShowOrders(object? sender, EventArgs e) => await Try(async () => Said.Text = await api.GetStringAsync("orders"));

    private async void SignOut(object? sender, EventArgs e) => await Try(async () =>
    {
        await session!.SignOutAsync();
        session = null;
    });

    /// <summary>Every failure is a sentence; only an ended session brings the sign-in button back.</summary>
    private async Task Try(Func<Task> step)
    {
        Said.Text = "";
        try
        {
            await step();
        }
        catch (SignInException e)
        {
            if (e.Kind is SignInErrorKind.SessionExpired or SignInErrorKind.StorageReset) session = null;
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
