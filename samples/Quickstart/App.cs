using Latchkey.Native;

/// <summary>A native app: who is signed in, a protected API, and the way out.</summary>
internal sealed class App(LatchkeyClient auth, Settings settings, Screen screen) : IDisposable
{
    private readonly HttpClient api = new(LatchkeyTokenHandler.WithConnection(auth, settings.Api)) { BaseAddress = settings.Api };
    private LatchkeySession? session;

    public void Dispose() => api.Dispose();

    public async Task<int> Run()
    {
        session = await auth.GetSessionAsync();         // reads the store: works offline
        if (settings.SignOut) return await SignOut(SignOutReach.AppOnly);
        if (settings.Token) return await PrintToken();
        if (settings.Once) return await Once();

        screen.Title("Latchkey Quickstart");
        screen.Quiet($"{settings.Issuer}  ·  client {settings.ClientId}");
        if (session is not null) Welcome(session, "Found the session of the last start.");
        await Try(Finish);

        while (await Turn()) { }
        return 0;
    }

    private async Task<bool> Turn()
    {
        var returned = new TaskCompletionSource();
        void Wake(object? sender, EventArgs e) => returned.TrySetResult();
        auth.SignInReturned += Wake;
        var key = await screen.Choose(Menu(), returned.Task);
        auth.SignInReturned -= Wake;

        switch (key)
        {
            case 'q': return false;
            case '\0': await Try(Finish); break;
            case '\n' when session is null: await Try(SignIn); break;
            case '\n' or 'a' when session is not null: await Try(CallApi); break;
            case 'u' when session is not null: await Try(ShowUserInfo); break;
            case 'r' when session is not null: await Try(Refresh); break;
            case 'o' when session is not null: await Try(() => SignOut(SignOutReach.AppOnly)); break;
            case 'b' when session is not null: await Try(() => SignOut(SignOutReach.AppAndBrowser)); break;
        }
        return true;
    }

    private string Menu() => session is null
        ? $"{screen.Key("Enter", "Sign in")}   {screen.Key("q", "Quit")}"
        : $"{screen.Key("Enter", "Call the API")}   {screen.Key("u", "User info")}   {screen.Key("r", "Refresh")}   {screen.Key("o", "Sign out")}   {screen.Key("b", "…of the browser too")}   {screen.Key("q", "Quit")}";

    private async Task SignIn()
    {
        using var patience = new Patience();
        if (settings.OwnPages)
        {
            Welcome(await new OwnPages(auth, screen).SignIn(patience.Token), "Signed in.");
            await CallApi();
            return;
        }
        screen.Quiet("Waiting for the browser… If it shows an error, that says what to do: this program cannot see it. (Ctrl+C to stop)");
        Welcome(await auth.SignInAsync(cancellationToken: patience.Token), "Signed in.");
        await CallApi();        // what signing in was for
    }

    /// <summary>Ends a sign-in whose process died while the browser was in front.</summary>
    private async Task Finish()
    {
        if (await auth.TryFinishSignInAsync() is not { } finished) return;
        Welcome(finished, "Signed in.");
        await CallApi();
    }

    private void Welcome(LatchkeySession found, string how)
    {
        session = found;
        session.Changed += (_, e) =>
        {
            if (e.Change == SessionChange.Offline) screen.Quiet("Offline: you stay signed in.");
        };
        screen.Good(how);
        screen.Person(found.User);
    }

    private async Task CallApi()
    {
        using var answer = await api.GetAsync("orders");        // LatchkeyTokenHandler adds the token
        screen.Title($"GET {new Uri(settings.Api, "orders")} → {(int)answer.StatusCode} {answer.ReasonPhrase}");
        screen.Json(await answer.Content.ReadAsStringAsync());
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"The API answered {(int)answer.StatusCode}.");
    }

    private async Task ShowUserInfo() => screen.Person(await session!.GetUserInfoAsync());

    private async Task Refresh()
    {
        await session!.RefreshAsync();
        screen.Good($"New tokens, good until {(await session.GetAccessTokenExpiryAsync()).ToLocalTime():HH:mm:ss}.");
    }

    private async Task<int> SignOut(SignOutReach reach)
    {
        if (session is { } leaving)
        {
            using var patience = new Patience();
            session = null;
            await leaving.SignOutAsync(reach, patience.Token);
        }
        screen.Good("Signed out.");
        return 0;
    }

    private async Task<int> PrintToken()
    {
        if (session is null)
        {
            screen.Bad("Nobody is signed in.");
            return 1;
        }
        Console.WriteLine(await session.GetAccessTokenAsync());
        return 0;
    }

    private async Task<int> Once()
    {
        if (session is not { } found) return await Try(SignIn) ? 0 : 1;
        Welcome(found, "Found the session of the last start.");
        return await Try(CallApi) ? 0 : 1;
    }

    /// <summary>Every failure is a sentence on the screen; only an ended session sends the person back to the sign-in.</summary>
    private async Task<bool> Try(Func<Task> step)
    {
        try
        {
            await step();
            return true;
        }
        catch (OperationCanceledException)
        {
            screen.Quiet("Stopped.");
        }
        catch (SignInException e)
        {
            if (e.Kind == SignInErrorKind.SessionExpired) session = null;
            screen.Problem(e);
        }
        catch (HttpRequestException e)
        {
            screen.Bad(e.HttpRequestError == HttpRequestError.ConnectionError
                ? $"Nothing answers at {settings.Api}. Start it: dotnet run --project samples/Orders.Api" : e.Message);
        }
        return false;
    }
}
