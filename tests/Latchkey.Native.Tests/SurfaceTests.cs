using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Native.Tests;

/// <summary>What an app writes against: scopes, ID tokens, configuration, several clients, and stand-ins in its own tests.</summary>
public sealed class SurfaceTests : NativeTest
{
    [Fact]                                                             // RFC 6749 §5.1, §3.3
    public async Task The_scopes_of_a_session_are_the_granted_ones()
    {
        Provider.ChangesTokenAnswer = answer => answer["scope"] = "openid profile";
        var session = await SignedIn();
        session.Scopes.ShouldBe(["openid", "profile"]);
        (await App().GetSessionAsync())!.Scopes.ShouldBe(["openid", "profile"]);

        Provider.ChangesTokenAnswer = answer => answer["scope"] = "openid";     // a right was taken away
        await session.RefreshAsync();
        session.Scopes.ShouldBe(["openid"]);
        (await App().GetSessionAsync())!.Scopes.ShouldBe(["openid"]);
    }

    [Fact]
    public async Task An_answer_that_names_no_scope_granted_what_was_asked_for()
    {
        Provider.ChangesTokenAnswer = answer => answer.Remove("scope");
        var session = await App().SignInAsync(new() { Scopes = ["openid", "orders:read", "offline_access"] });
        session.Scopes.ShouldBe(["openid", "orders:read", "offline_access"]);
        await session.RefreshAsync();
        session.Scopes.ShouldBe(["openid", "orders:read", "offline_access"]);
    }

    [Fact]
    public async Task An_ID_token_is_given_while_it_counts_and_then_the_next()
    {
        Provider.AccessTokenSeconds = 24 * 3600;
        var session = await SignedIn();
        var first = (await session.GetIdTokenAsync()).ShouldNotBeNull();
        (await session.GetIdTokenAsync()).ShouldBe(first);
        Provider.Refreshes.ShouldBe(0);

        Clock.Advance(TimeSpan.FromHours(2));                          // the access token is good for long, the ID token is not
        (await session.GetIdTokenAsync()).ShouldNotBeNull().ShouldNotBe(first);
        Provider.Refreshes.ShouldBe(1);

        Provider.SendsIdTokenOnRefresh = false;
        Clock.Advance(TimeSpan.FromHours(2));
        (await session.GetIdTokenAsync()).ShouldBeNull();              // never one that has ended
        (await session.GetAccessTokenAsync()).ShouldNotBeEmpty();
    }

    [Fact]
    public void Options_of_every_kind_are_read_from_configuration()
    {
        var options = new LatchkeyOptions().ReadFrom(Section("""
            { "issuer": "https://you.eu.auth0.com/", "ClientId": "0oa1", "RedirectUri": "com.example.app:/callback", "PostLogoutRedirectUri": "http://127.0.0.1:7890/logout",
              "Scopes": ["openid", "email"], "ApiOrigins": ["https://api.example.com", "https://b.example.com:8443/"], "DataDirectory": "/tmp/x", "KeyStorage": "file",
              "ForgetAfterReinstall": true, "Rotation": "Strict", "LoadProfile": true, "DPoP": "Required", "SignInTimeout": "00:02:00", "RefreshAhead": "00:00:30", "ClockTolerance": "00:01:00",
              "PushAuthorizationRequests": "true", "Parameters": { "audience": "https://api.example.com" },
              "Unlock": { "Reason": "Unlock your orders", "LockAfter": "00:05:00", "AllowPasscode": "true", "ProofKeyFor": "00:00:30" } }
            """));
        var unlock = options.Unlock.ShouldNotBeNull();
        (unlock.Reason, unlock.LockAfter, unlock.AllowPasscode, unlock.ProofKeyFor).ShouldBe(("Unlock your orders", TimeSpan.FromMinutes(5), true, TimeSpan.FromSeconds(30)));
        options.Issuer!.OriginalString.ShouldBe("https://you.eu.auth0.com/");
        (options.ClientId, options.RedirectUri.ToString(), options.PostLogoutRedirectUri!.ToString()).ShouldBe(("0oa1", "com.example.app:/callback", "http://127.0.0.1:7890/logout"));
        options.Scopes.ShouldBe(["openid", "email"]);
        options.ApiOrigins.Select(o => o.OriginalString).ShouldBe(["https://api.example.com", "https://b.example.com:8443/"]);
        (options.DataDirectory, options.KeyStorage, options.ForgetAfterReinstall, options.Rotation, options.LoadProfile, options.DPoP).ShouldBe(("/tmp/x", KeyStorage.File, true, RefreshRotation.Strict, true, DPoP.Required));
        (options.SignInTimeout, options.RefreshAhead, options.ClockTolerance, options.PushAuthorizationRequests).ShouldBe((TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), true));
        options.Parameters["audience"].ShouldBe("https://api.example.com");
    }

    [Fact]                                                             // a kind of option that configuration can hold and does not is a gap
    public void No_option_that_text_can_hold_is_left_out()
    {
        Type[] held = [typeof(Uri), typeof(string), typeof(bool), typeof(TimeSpan), typeof(TimeSpan?), typeof(RedirectTarget), typeof(IList<string>), typeof(IList<Uri>)];
        foreach (var (type, place) in ((Type, string?)[])[(typeof(LatchkeyOptions), null), (typeof(UnlockOptions), nameof(LatchkeyOptions.Unlock))])
            foreach (var property in type.GetProperties().Where(p => held.Contains(p.PropertyType) || p.PropertyType.IsEnum))
            {
                var said = $$"""{ "{{property.Name}}": "\u0000:" }""";
                var odd = Section(place is null ? said : $$"""{ "{{place}}": {{said}} }""");
                object Read() => place is null ? new LatchkeyOptions().ReadFrom(odd) : new LatchkeyOptions().ReadFrom(odd).Unlock!;
                var isRead = property.PropertyType == typeof(string) ? (string?)property.GetValue(Read()) == "\0:"
                    : property.PropertyType == typeof(IList<string>) ? ((IList<string>)property.GetValue(Read())!).Single() == "\0:"
                    : Should.Throw<SignInException>(Read).Message.Contains(place is null ? property.Name : $"'Latchkey:{place}:{property.Name}'", StringComparison.Ordinal);
                isRead.ShouldBeTrue(property.Name);
            }
    }

    [Fact]
    public void Text_with_spaces_is_a_list_too_and_what_is_not_said_stays()
    {
        var options = new LatchkeyOptions().ReadFrom(Section("""{ "Scopes": "openid orders:read" }"""));
        options.Scopes.ShouldBe(["openid", "orders:read"]);
        options.RedirectUri.IsLoopback.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Issuer", "id.example.com")]
    [InlineData("RefreshAhead", "soon")]
    [InlineData("DPoP", "perhaps")]
    [InlineData("DPoP", "7")]
    [InlineData("LoadProfile", "on request")]
    [InlineData("RedirectUri", "javascript:alert(1)")]
    [InlineData("Unlock:LockAfter", "soon")]
    public void A_value_of_the_wrong_kind_is_told_with_its_key(string key, string value)
    {
        var refusal = Should.Throw<SignInException>(() => new LatchkeyOptions().ReadFrom(Section($$"""{ "{{key}}": "{{value}}" }""")));
        refusal.Kind.ShouldBe(SignInErrorKind.Misconfigured);
        refusal.Message.ShouldStartWith($"The setting 'Latchkey:{key}' is '{value}'");
    }

    [Fact]
    public void The_frameworks_binder_reads_a_redirect_too()
    {
        var options = new LatchkeyOptions();
        Section("""{ "Issuer": "https://id.example.com", "RedirectUri": "com.example.app:/callback", "SignInTimeout": "00:02:00" }""").Bind(options);
        (options.RedirectUri.ToString(), options.SignInTimeout).ShouldBe(("com.example.app:/callback", TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task What_is_changed_in_the_options_after_the_client_is_made_has_no_effect()
    {
        LatchkeyOptions? given = null;
        var app = App(o => given = o);
        given!.Scopes.Add("admin");
        given.Parameters["audience"] = "elsewhere";
        (given.ClientId, given.Issuer, given.RedirectUri) = ("other", new Uri("https://other.example"), RedirectTarget.Scheme("com.example.other"));
        await app.SignInAsync();
        Browser.Opened.Single().Query.ShouldContain($"client_id={ScriptedProvider.ClientId}");
        Browser.Opened.Single().Query.ShouldNotContain("admin");
        Browser.Opened.Single().Query.ShouldNotContain("elsewhere");
    }

    [Fact]
    public async Task Several_clients_live_in_one_container()
    {
        var services = new ServiceCollection();
        services.AddLatchkey(Section($$"""{ "Issuer": "{{Provider.Issuer}}", "ClientId": "{{ScriptedProvider.ClientId}}", "ApiOrigins": "{{Provider.Address}}" }"""), o => Here(o, "one"));
        services.AddLatchkey("work", Section($$"""{ "Issuer": "{{Provider.Issuer}}", "ClientId": "{{ScriptedProvider.ClientId}}", "ApiOrigins": "{{Provider.Address}}" }"""), o => Here(o, "work"));
        services.AddLatchkey("guest", o =>
        {
            (o.Issuer, o.ClientId) = (new Uri(Provider.Issuer), ScriptedProvider.ClientId);
            Here(o, "guest");
        });
        await using var provider = services.BuildServiceProvider();
        var (one, work, guest) = (provider.GetRequiredService<LatchkeyClient>(), provider.GetRequiredKeyedService<LatchkeyClient>("work"), provider.GetRequiredKeyedService<LatchkeyClient>("guest"));
        new[] { one, work, guest }.Distinct().Count().ShouldBe(3);
        provider.GetRequiredKeyedService<LatchkeyClient>("work").ShouldBe(work);

        Provider.Person["name"] = "Mia at work";
        await work.SignInAsync();
        (await one.GetSessionAsync()).ShouldBeNull();
        (await guest.GetSessionAsync()).ShouldBeNull();
        (await work.GetSessionAsync())!.User.Name.ShouldBe("Mia at work");

        var handler = provider.GetRequiredKeyedService<LatchkeyTokenHandler>("work");
        handler.InnerHandler = new SocketsHttpHandler();
        using var api = new HttpClient(handler);
        (await api.GetStringAsync(new Uri(Provider.Address, "orders"))).ShouldBe("""[{"id":1}]""");

        void Here(LatchkeyOptions options, string name) =>
            (options.DataDirectory, options.KeyStorage, options.Browser, options.Clock) = (Path.Combine(Folder, name), KeyStorage.File, Browser, Clock);
    }

    [Fact]
    public async Task Two_providers_in_one_folder_have_a_default_session_each()
    {
        await using var other = await ScriptedProvider.Start();
        other.Clock = Clock;
        var (here, there) = (App(), App(o => o.Issuer = new Uri(other.Issuer)));
        var first = await here.SignInAsync();
        var second = await there.SignInAsync();
        (await here.GetSessionAsync()).ShouldNotBeNull().Id.ShouldBe(first.Id);
        (await there.GetSessionAsync()).ShouldNotBeNull().Id.ShouldBe(second.Id);
        await second.SignOutAsync();
        (await here.GetSessionAsync()).ShouldNotBeNull().Id.ShouldBe(first.Id);
        (await there.GetSessionAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task An_app_can_put_stand_ins_in_place_of_client_and_session()
    {
        LatchkeyClient client = new ClientStandIn();
        var session = (await client.GetSessionAsync()).ShouldNotBeNull();
        (session.User.Name, await session.GetAccessTokenAsync()).ShouldBe(("Mia Muster", "a-token"));
        var heard = new List<SessionChange>();
        session.Changed += (_, e) => heard.Add(e.Change);
        await session.SignOutAsync();
        heard.ShouldBe([SessionChange.SignedOut]);

        // The real handler over the stand-in: what an app tests is mostly its calls to an API.
        var seen = new SeenByApi();
        using var api = new HttpClient(new LatchkeyTokenHandler(client, new Uri("https://api.example.com")) { InnerHandler = seen });
        await api.GetAsync(new Uri("https://api.example.com/orders"));
        seen.Authorization.ShouldBe("Bearer a-token");
        await client.DisposeAsync();
    }

    /// <summary>A method of that name once hid the enumeration: CS0119 in a page that has one.</summary>
    private static Task SignOut(LatchkeySession session) => session.SignOutAsync(SignOutReach.AppOnly);

    [Fact]
    public async Task A_page_may_have_a_method_of_the_name_SignOut()
    {
        await SignOut(await SignedIn());
        (await App().GetSessionAsync()).ShouldBeNull();
    }

    private static IConfigurationSection Section(string json) => new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["Latchkey"] = JsonNode.Parse(json) }.ToJsonString()))).Build().GetSection("Latchkey");

    private sealed class ClientStandIn : LatchkeyClient
    {
        private readonly SessionStandIn session = new();

        public override Task<LatchkeySession?> GetSessionAsync(CancellationToken cancellationToken = default) => Task.FromResult<LatchkeySession?>(session);
    }

    private sealed class SessionStandIn : LatchkeySession
    {
        public override UserInfo User { get; } = UserInfo.FromJson("""{"sub":"00u1","name":"Mia Muster"}""");

        public override Task<string> GetAccessTokenAsync(CancellationToken cancellationToken = default) => Task.FromResult("a-token");

        public override Task SignOutAsync(SignOutReach reach = SignOutReach.AppOnly, CancellationToken cancellationToken = default)
        {
            OnChanged(SessionChange.SignedOut);
            return Task.CompletedTask;
        }
    }

    private sealed class SeenByApi : HttpMessageHandler
    {
        public string? Authorization { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorization = request.Headers.Authorization?.ToString();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
