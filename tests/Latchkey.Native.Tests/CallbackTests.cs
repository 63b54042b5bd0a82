using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Web;

namespace Latchkey.Native.Tests;

public sealed class CallbackTests : NativeTest
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    [Theory]                                                           // RFC 8252 §8.3
    [InlineData("/favicon.ico", 404)]
    [InlineData("/", 404)]
    [InlineData("/callback", 400)]
    [InlineData("/callback?code=stolen&state=guessed", 400)]
    [InlineData("/callback?error=access_denied&state=guessed", 400)]
    [InlineData("/callback/../callback?code=x", 400)]
    public async Task Strangers_are_answered_and_the_wait_goes_on(string path, int status)
    {
        Browser.OnCallback = async callback =>
        {
            using (var page = await Http.GetAsync(new Uri(callback, path))) ((int)page.StatusCode).ShouldBe(status);
            _ = Browser.Visit(callback);
        };
        (await SignedIn()).User.Name.ShouldBe("Mia Muster");
    }

    [Fact]
    public async Task Noise_is_survived()
    {
        Browser.OnCallback = async callback =>
        {
            foreach (var noise in new[] { "\0\0\0\r\n\r\n", "GET\r\n\r\n", "POST /callback HTTP/1.1\r\n\r\n", "GET /callback HTTP/1.1\r\nHost: evil.example\r\n\r\n", new string('x', 40_000) })
                await Knock(callback.Port, noise);
            using var silent = new TcpClient();
            await silent.ConnectAsync(IPAddress.Loopback, callback.Port);
            _ = Browser.Visit(callback);
        };
        (await SignedIn()).User.Name.ShouldBe("Mia Muster");
    }

    [Fact]                                                             // DNS rebinding
    public async Task A_page_of_another_name_is_turned_away_even_with_the_right_state()
    {
        Browser.OnCallback = async callback =>
        {
            (await Knock(callback.Port, $"GET {callback.PathAndQuery} HTTP/1.1\r\nHost: evil.example:{callback.Port}\r\n\r\n")).ShouldStartWith("HTTP/1.1 400");
            _ = Browser.Visit(callback);
        };
        (await SignedIn()).User.Name.ShouldBe("Mia Muster");
    }

    [Fact]                                                             // RFC 6749 §10.12
    public async Task A_callback_is_taken_once()
    {
        Uri? used = null;
        Browser.OnCallback = callback =>
        {
            used = callback;
            _ = Browser.Visit(callback);
            return Task.CompletedTask;
        };
        await SignedIn();

        Browser.OnCallback = async callback =>
        {
            using (var page = await Http.GetAsync(new UriBuilder(callback) { Query = used!.Query }.Uri)) page.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            _ = Browser.Visit(callback);
        };
        await App().SignInAsync();
    }

    [Fact]
    public async Task The_page_in_the_browser_loads_nothing_and_hides_the_code()
    {
        await SignedIn();
        using var page = await Browser.Page!;
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        page.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await page.Content.ReadAsStringAsync()).ShouldContain("history.replaceState");
    }

    [Theory]                                                           // RFC 9207 §2.4
    [InlineData("https://evil.example")]
    [InlineData(null)]
    public async Task An_answer_of_another_provider_goes_nowhere(string? issuer)
    {
        Provider.ChangesCallback = answer =>
        {
            if (issuer is null) answer.Remove("iss");
            else answer["iss"] = issuer;
        };
        (await Refused(() => App().SignInAsync())).Kind.ShouldBe(SignInErrorKind.Server);
        Provider.Requests.ShouldNotContain(r => r.Path.EndsWith("/token", StringComparison.Ordinal));
    }

    [Fact]                                                             // RFC 9207 §2.4
    public async Task Without_the_promise_of_an_issuer_none_is_needed()
    {
        Provider.ChangesMetadata = metadata => metadata.Remove("authorization_response_iss_parameter_supported");
        Provider.ChangesCallback = answer => answer.Remove("iss");
        (await SignedIn()).User.Name.ShouldBe("Mia Muster");
    }

    [Theory]                                                           // RFC 6749 §4.1.2.1
    [InlineData("access_denied", SignInErrorKind.Denied, false)]
    [InlineData("login_required", SignInErrorKind.Denied, false)]
    [InlineData("server_error", SignInErrorKind.Server, true)]
    [InlineData("temporarily_unavailable", SignInErrorKind.Server, true)]
    [InlineData("invalid_scope", SignInErrorKind.Misconfigured, false)]
    [InlineData("unauthorized_client", SignInErrorKind.Misconfigured, false)]
    public async Task A_refusal_of_the_provider_has_a_kind(string error, SignInErrorKind kind, bool isTransient)
    {
        Provider.ChangesCallback = answer =>
        {
            answer.Remove("code");
            answer["error"] = error;
            answer["error_description"] = "User is not assigned to the client application.";
        };
        var refusal = await Refused(() => App().SignInAsync());
        (refusal.Kind, refusal.IsTransient, refusal.OAuthError).ShouldBe((kind, isTransient, error));
        refusal.Message.ShouldContain("not assigned");
    }

    [Fact]                                                             // RFC 6749 §3.1
    public async Task A_parameter_given_twice_is_not_an_answer()
    {
        Browser.OnCallback = async callback =>
        {
            using (var page = await Http.GetAsync(callback.AbsoluteUri + "&code=another")) page.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            _ = Browser.Visit(callback);
        };
        await SignedIn();
    }

    [Fact]
    public async Task Nobody_comes_back_and_the_wait_ends_by_the_clock()
    {
        Browser.Says = BrowserAnswer.Opened;
        var waiting = App().SignInAsync();
        await Clock.HasTimers(1);
        Clock.Advance(TimeSpan.FromMinutes(11));
        (await Refused(() => waiting)).Kind.ShouldBe(SignInErrorKind.TimedOut);
    }

    [Fact]
    public async Task Closing_the_page_no_browser_and_cancelling_are_told_apart()
    {
        Browser.Says = BrowserAnswer.Cancelled;
        (await Refused(() => App().SignInAsync())).Kind.ShouldBe(SignInErrorKind.Cancelled);

        Browser.Says = BrowserAnswer.NotFound;
        (await Refused(() => App().SignInAsync())).Kind.ShouldBe(SignInErrorKind.NoBrowser);

        Browser.Says = BrowserAnswer.Opened;
        using var stop = new CancellationTokenSource();
        var waiting = App().SignInAsync(cancellationToken: stop.Token);
        await Clock.HasTimers(1);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Without_a_browser_the_address_is_shown_and_the_sign_in_goes_on()
    {
        Browser.Says = BrowserAnswer.NotFound;
        var shown = new TaskCompletionSource<Uri>();
        var waiting = App(o => o.OnNoBrowser = shown.SetResult).SignInAsync();
        await Browser.Visit(await FakeBrowser.Follow(await shown.Task));
        (await waiting).User.Name.ShouldBe("Mia Muster");
    }

    [Fact]
    public async Task A_second_sign_in_at_the_same_time_is_refused()
    {
        Browser.Says = BrowserAnswer.Opened;
        using var stop = new CancellationTokenSource();
        var app = App();
        var first = app.SignInAsync(cancellationToken: stop.Token);
        (await Refused(() => app.SignInAsync())).Kind.ShouldBe(SignInErrorKind.FlowInProgress);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);

        Browser.Says = null;
        (await app.SignInAsync()).User.Name.ShouldBe("Mia Muster");
    }

    [Fact]
    public async Task A_browser_that_catches_the_redirect_itself_needs_no_listener()
    {
        var app = App(o => o.Browser = new CatchingBrowser());
        (await app.SignInAsync()).User.Name.ShouldBe("Mia Muster");
    }

    [Theory]
    [InlineData("http://localhost:0/callback", "localhost")]
    [InlineData("http://[::1]/callback", "[::1]")]
    public async Task Other_names_of_this_machine_are_listened_on(string template, string host)
    {
        var uri = template.Replace(":0/", $":{FreePort()}/", StringComparison.Ordinal);
        await SignedIn(o => o.RedirectUri = RedirectTarget.Parse(uri));
        new Uri(HttpUtility.ParseQueryString(Browser.Opened.Single().Query)["redirect_uri"]!).Host.ShouldBe(host);
    }

    [Fact]
    public async Task A_fixed_port_in_use_is_said_so()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var refusal = await Refused(() => App(o => o.RedirectUri = RedirectTarget.Loopback(port: ((IPEndPoint)other.LocalEndpoint).Port)).SignInAsync());
        (refusal.Kind, refusal.IsTransient).ShouldBe((SignInErrorKind.Misconfigured, true));
    }

    [Fact]
    public async Task A_tab_left_over_from_a_killed_app_still_signs_in()
    {
        // The first app dies while the person is in the browser…
        var late = new TaskCompletionSource<Uri>();
        Browser.OnCallback = callback =>
        {
            late.SetResult(callback);
            return Task.CompletedTask;
        };
        using (var killed = new CancellationTokenSource())
        {
            var first = App().SignInAsync(cancellationToken: killed.Token);
            await late.Task;
            await killed.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => first);
        }

        // …and the next one waits on the same port, so the old tab reaches it.
        Browser.OnCallback = async newer => _ = Browser.Visit(await late.Task);
        (await App().SignInAsync()).User.Name.ShouldBe("Mia Muster");
    }

    private static async Task<string> Knock(int port, string text)
    {
        using var visitor = new TcpClient();
        await visitor.ConnectAsync(IPAddress.Loopback, port);
        try
        {
            var stream = visitor.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
            visitor.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream);
            return await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private sealed class CatchingBrowser : ISystemBrowser
    {
        public async Task<BrowserAnswer> OpenAsync(Uri address, CancellationToken cancellationToken) => BrowserAnswer.Returned(await FakeBrowser.Follow(address));
    }
}
