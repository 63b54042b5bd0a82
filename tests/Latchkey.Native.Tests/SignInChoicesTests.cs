using System.Text.Json.Nodes;
using System.Web;

namespace Latchkey.Native.Tests;

/// <summary>What a sign-in can ask for, and how the request travels.</summary>
public sealed class SignInChoicesTests : NativeTest
{
    private System.Collections.Specialized.NameValueCollection Query => HttpUtility.ParseQueryString(Browser.Opened.Last().Query);

    [Fact]                                                             // OpenID Connect Core §3.1.2.1
    public async Task A_silent_probe_signs_in_with_the_browsers_session()
    {
        var session = await App().TrySilentSignInAsync();
        session.ShouldNotBeNull().User.Name.ShouldBe("Mia Muster");
        Query["prompt"].ShouldBe("none");
    }

    [Theory]                                                           // OpenID Connect Core §3.1.2.6
    [InlineData("login_required")]
    [InlineData("interaction_required")]
    [InlineData("consent_required")]
    [InlineData("account_selection_required")]
    public async Task A_silent_probe_that_would_have_to_ask_is_null(string error)
    {
        Provider.ChangesCallback = callback => (callback["error"], _) = (error, callback.Remove("code"));
        (await App().TrySilentSignInAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_silent_probe_that_fails_says_so()
    {
        Provider.ChangesCallback = callback => (callback["error"], _) = ("invalid_scope", callback.Remove("code"));
        (await Refused(() => App().TrySilentSignInAsync())).Kind.ShouldBe(SignInErrorKind.Misconfigured);
    }

    [Theory]                                                           // OpenID Connect Core §3.1.2.1, Initiating User Registration 1.0 §3
    [InlineData(Prompts.Create)]
    [InlineData(Prompts.SelectAccount)]
    [InlineData(Prompts.Login)]
    public async Task How_the_person_is_asked_can_be_chosen(string prompt)
    {
        await App().SignInAsync(new() { Prompt = prompt });
        Query["prompt"].ShouldBe(prompt);
    }

    [Fact]
    public async Task A_prompt_the_provider_does_not_offer_is_named_before_the_browser_opens()
    {
        Provider.ChangesMetadata = metadata => metadata["prompt_values_supported"] = new JsonArray("none", "login");
        var refusal = await Refused(() => App().SignInAsync(new() { Prompt = Prompts.Create }));
        (refusal.Kind, refusal.Message.Contains("create", StringComparison.Ordinal)).ShouldBe((SignInErrorKind.Misconfigured, true));
        Browser.Opened.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_ephemeral_sign_in_leaves_nothing_behind()
    {
        var app = App();
        await app.SignInAsync(new() { Ephemeral = true });
        Query["prompt"].ShouldBe("login");
        var session = (await app.GetSessionAsync()).ShouldNotBeNull();
        Clock.Advance(TimeSpan.FromHours(2));
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");

        Directory.GetFiles(Folder, "credential-*.secret").ShouldBeEmpty();
        (await App().GetSessionAsync()).ShouldBeNull();
        (await App().GetSessionsAsync()).ShouldBeEmpty();
        await session.SignOutAsync();
        (await app.GetSessionAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task An_ephemeral_person_beside_a_lasting_one_changes_nothing_for_them()
    {
        var app = App();
        var lasting = await app.SignInAsync();
        var guest = await app.SignInAsync(new() { Ephemeral = true });
        guest.ShouldNotBe(lasting);
        (await app.GetSessionAsync()).ShouldBe(guest);
        (await app.GetSessionsAsync()).Count.ShouldBe(2);

        (await App().GetSessionAsync())!.Id.ShouldBe(lasting.Id);
        await guest.SignOutAsync();
        (await app.GetSessionsAsync()).ShouldHaveSingleItem().ShouldBe(lasting);
        (await lasting.GetAccessTokenAsync()).ShouldStartWith("AT.");
    }

    [Fact]
    public async Task A_browser_that_can_be_private_is_and_need_not_ask_for_a_login()
    {
        var browser = new PrivateBrowser(Browser);
        await App(o => o.Browser = browser).SignInAsync(new() { Ephemeral = true });
        browser.Private.ShouldBe(1);
        Query["prompt"].ShouldBeNull();
    }

    [Fact]                                                             // RFC 9126 §2.2, §4
    public async Task A_pushed_request_keeps_its_parameters_out_of_the_address()
    {
        Provider.ChangesMetadata = metadata => metadata["pushed_authorization_request_endpoint"] = Provider.Issuer + "/v1/par";
        var session = await App(o => o.PushAuthorizationRequests = true).SignInAsync(new() { LoginHint = "mia" });

        session.User.Name.ShouldBe("Mia Muster");
        Query.AllKeys.ShouldBe(["client_id", "request_uri"]);
        var pushed = Provider.Requests.Single(r => r.Path.EndsWith("/par", StringComparison.Ordinal)).Values;
        (pushed["login_hint"], pushed["client_id"], pushed["code_challenge_method"]).ShouldBe(("mia", ScriptedProvider.ClientId, "S256"));
    }

    [Fact]                                                             // RFC 9126 §5
    public async Task A_provider_that_demands_pushed_requests_gets_them_unasked()
    {
        Provider.ChangesMetadata = metadata => (metadata["pushed_authorization_request_endpoint"], metadata["require_pushed_authorization_requests"]) = (Provider.Issuer + "/v1/par", true);
        await App().SignInAsync();
        Query["request_uri"].ShouldStartWith("urn:pushed:");
    }

    [Fact]                                                             // RFC 9126 §5
    public async Task Demanded_without_an_endpoint_is_named()
    {
        Provider.ChangesMetadata = metadata => metadata["require_pushed_authorization_requests"] = true;
        (await Refused(() => App().SignInAsync())).Message.ShouldContain("pushed_authorization_request_endpoint");
    }

    [Fact]                                                             // RFC 9126 §2.3
    public async Task A_refused_push_is_told_before_the_browser_opens()
    {
        Provider.ChangesMetadata = metadata => metadata["pushed_authorization_request_endpoint"] = Provider.Issuer + "/v1/par";
        Provider.OnPush = async http =>
        {
            http.Response.StatusCode = 400;
            http.Response.ContentType = "application/json";
            await http.Response.Body.WriteAsync("""{"error":"invalid_scope"}"""u8.ToArray());
            return true;
        };
        (await Refused(() => App(o => o.PushAuthorizationRequests = true).SignInAsync())).OAuthError.ShouldBe("invalid_scope");
        Browser.Opened.ShouldBeEmpty();
    }

    [Fact]                                                             // RFC 9101 §5
    public async Task A_signed_request_carries_everything_inside()
    {
        Dictionary<string, string> claims = [];
        Browser.Says = BrowserAnswer.Cancelled;
        await Refused(() => App(o => o.RequestSigner = (wanted, _) =>
        {
            claims = wanted.ToDictionary();
            return Task.FromResult("signed.by.app");
        }).SignInAsync(new() { LoginHint = "mia" }));

        Query.AllKeys.Order().ShouldBe(["client_id", "request", "response_type", "scope"]);
        Query["request"].ShouldBe("signed.by.app");
        (claims["iss"], claims["aud"], claims["login_hint"]).ShouldBe((ScriptedProvider.ClientId, Provider.Issuer, "mia"));
        claims["code_challenge"].Length.ShouldBe(43);
    }

    [Fact]                                                             // RFC 8707 §2
    public async Task Tokens_are_asked_for_by_resource_and_by_audience()
    {
        await App(o => o.Parameters["audience"] = "https://api.example.com").SignInAsync(new() { Resources = { new("https://a.example.com/"), new("https://b.example.com/") } });
        Query.GetValues("resource").ShouldBe(["https://a.example.com/", "https://b.example.com/"]);
        Query["audience"].ShouldBe("https://api.example.com");
    }

    [Fact]                                                             // RFC 8252 §7.2
    public async Task A_claimed_https_address_comes_back_through_the_system()
    {
        var app = App(o => o.RedirectUri = RedirectTarget.ClaimedHttps(new("https://app.example.com/callback")));
        var second = App(o => o.RedirectUri = RedirectTarget.ClaimedHttps(new("https://app.example.com/callback")));
        Browser.OnCallback = async callback =>
        {
            var strange = new UriBuilder(callback) { Host = "evil.example.com" }.Uri;
            (await second.ForwardActivationAsync([strange.AbsoluteUri])).ShouldBeFalse();
            (await second.ForwardActivationAsync([callback.AbsoluteUri])).ShouldBeTrue();
        };
        (await app.SignInAsync()).User.Name.ShouldBe("Mia Muster");
        Query["redirect_uri"].ShouldBe("https://app.example.com/callback");
    }

    private sealed class PrivateBrowser(FakeBrowser inner) : IPrivateBrowser
    {
        public int Private { get; private set; }

        public Task<BrowserAnswer> OpenAsync(Uri address, CancellationToken cancellationToken) => inner.OpenAsync(address, cancellationToken);

        public Task<BrowserAnswer> OpenPrivatelyAsync(Uri address, CancellationToken cancellationToken)
        {
            Private++;
            return inner.OpenAsync(address, cancellationToken);
        }
    }
}
