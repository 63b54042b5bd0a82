using System.Text.Json.Nodes;
using System.Web;
using Latchkey.Protocol;

namespace Latchkey.Native.Tests;

/// <summary>OpenID Native SSO 1.0, contract §2.11.</summary>
public sealed class NativeSsoTests : NativeTest
{
    private readonly List<SharedSignIn> places = [];
    private string secret = "the-device-secret";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Provider.ChangesTokenAnswer = answer => answer["device_secret"] = secret;
        Provider.ChangesIdToken = claims => claims["ds_hash"] = TokenHash.Of(secret);
    }

    public override async Task DisposeAsync()
    {
        foreach (var place in places) place.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>An app of the same maker: a data folder of its own, the shared one in common.</summary>
    private LatchkeyClient App(string name, Action<LatchkeyOptions>? configure = null) => App(options =>
    {
        options.DataDirectory = Path.Combine(Folder, name);
        options.SharedSignIn = SharedSignIn.InFolder(Path.Combine(Folder, "shared"), KeyStorage.File);
        places.Add(options.SharedSignIn);
        configure?.Invoke(options);
    });

    private Dictionary<string, string>? Exchange => Provider.Requests.LastOrDefault(r => r.Values.GetValueOrDefault("grant_type") == GrantType.TokenExchange)?.Values;

    private void GrantsExchanges(string? error = null) => Provider.OnGrant = form =>
        form["grant_type"] != GrantType.TokenExchange ? null : error is null ? (200, Provider.NewTokens()) : (400, ScriptedProvider.Error(error));

    [Fact]                                                             // OpenID Native SSO §3.1, §4
    public async Task A_sibling_signs_in_without_a_browser()
    {
        await App("first").SignInAsync();
        HttpUtility.ParseQueryString(Browser.Opened.Single().Query)["scope"].ShouldBe("openid profile offline_access device_sso");

        GrantsExchanges();
        var second = App("second");
        var session = (await second.SignInWithDeviceSecretAsync("api://default")).ShouldNotBeNull();
        session.User.Name.ShouldBe("Mia Muster");
        (await second.GetSessionAsync()).ShouldBe(session);
        Browser.Opened.Count.ShouldBe(1);
        (Exchange!["actor_token"], Exchange["actor_token_type"], Exchange["audience"]).ShouldBe((secret, "urn:x-oath:params:oauth:token-type:device-secret", "api://default"));
        Exchange["subject_token_type"].ShouldBe("urn:ietf:params:oauth:token-type:id_token");
    }

    [Fact]
    public async Task Nobody_signed_in_at_a_sibling_is_null_and_asks_nobody()
    {
        (await App("second").SignInWithDeviceSecretAsync()).ShouldBeNull();
        Provider.Requests.ShouldBeEmpty();
    }

    [Theory]                                                           // contract §2.11
    [InlineData("invalid_grant")]
    public async Task A_shared_sign_in_that_has_ended_is_forgotten(string error)
    {
        await App("first").SignInAsync();
        GrantsExchanges(error);
        var second = App("second");
        (await second.SignInWithDeviceSecretAsync()).ShouldBeNull();
        var asked = Provider.Requests.Count;
        (await second.SignInWithDeviceSecretAsync()).ShouldBeNull();
        Provider.Requests.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task A_refusal_of_this_app_is_told_and_the_siblings_keep_their_sign_in()
    {
        await App("first").SignInAsync();
        GrantsExchanges("access_denied");
        (await Refused(() => App("second").SignInWithDeviceSecretAsync())).Kind.ShouldBe(SignInErrorKind.Denied);
        GrantsExchanges();
        (await App("second").SignInWithDeviceSecretAsync()).ShouldNotBeNull();
    }

    [Fact]                                                             // OpenID Native SSO §3.3
    public async Task A_secret_the_id_token_does_not_vouch_for_is_refused()
    {
        Provider.ChangesIdToken = claims => claims["ds_hash"] = TokenHash.Of("another");
        var app = App("first");
        (await Refused(() => app.SignInAsync())).Message.ShouldContain("ds_hash");
        (await app.GetSessionAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_secret_without_its_hash_is_not_shared_and_that_is_said()
    {
        Provider.ChangesIdToken = null;
        await App("first").SignInAsync();
        Warnings.ShouldHaveSingleItem().ShouldContain("ds_hash");
        (await App("second").SignInWithDeviceSecretAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_provider_that_does_not_know_the_scope_is_not_asked_for_it()
    {
        Provider.ChangesMetadata = metadata => metadata["scopes_supported"] = new JsonArray("openid", "profile", "offline_access");
        await App("first").SignInAsync();
        HttpUtility.ParseQueryString(Browser.Opened.Single().Query)["scope"].ShouldBe("openid profile offline_access");
    }

    [Fact]                                                             // contract §2.7
    public async Task Signing_out_everywhere_ends_the_shared_sign_in_and_the_app_alone_does_not()
    {
        var first = App("first");
        var session = await first.SignInAsync();
        await session.SignOutAsync();
        GrantsExchanges();
        session = (await first.SignInWithDeviceSecretAsync()).ShouldNotBeNull();

        Provider.OnRevoke = http =>
        {
            http.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        (await Refused(() => session.SignOutAsync(SignOutReach.Everywhere))).IsTransient.ShouldBeTrue();
        (await first.GetSessionAsync()).ShouldNotBeNull();

        Provider.OnRevoke = null;
        Browser.Says = BrowserAnswer.Opened;
        await session.SignOutAsync(SignOutReach.Everywhere);
        var revoked = Provider.Requests.Where(r => r.Path.EndsWith("/revoke", StringComparison.Ordinal)).Select(r => r.Values).ToList();
        revoked.ShouldContain(r => r["token_type_hint"] == "device_secret" && r["token"] == secret);
        (await first.SignInWithDeviceSecretAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task The_secret_is_not_readable_on_the_disk()
    {
        await App("first").SignInAsync();
        foreach (var file in Directory.GetFiles(Path.Combine(Folder, "shared")))
            System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file)).ShouldNotContain(secret);
    }

    [Fact]
    public async Task Without_the_option_the_call_is_named_as_wrong() =>
        (await Refused(() => App().SignInWithDeviceSecretAsync())).Message.ShouldContain("SharedSignIn");

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../other")]
    [InlineData("Acme")]
    public void A_maker_is_a_plain_name(string maker) => Should.Throw<ArgumentException>(() => SharedSignIn.Of(maker));
}
