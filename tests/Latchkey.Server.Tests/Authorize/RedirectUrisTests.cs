using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Latchkey.Server.Authorize;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Authorize;

/// <summary>Threats §1 rows 1 and 2: nothing but a registered address is ever answered at.</summary>
public sealed class RedirectUrisTests(OrgFixture fixture) : OrgTest(fixture), IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await Org.CreateAppAsync("native", new JsonObject
    {
        ["redirect_uris"] = new JsonArray([.. HostileUris.Registered.Select(uri => JsonValue.Create(uri))]),
        ["post_logout_redirect_uris"] = new JsonArray([.. HostileUris.Registered.Select(uri => JsonValue.Create(uri))]),
    });

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void The_table_is_long_enough() => HostileUris.Everything.Count.ShouldBeGreaterThanOrEqualTo(150);

    [Fact]                                                             // RFC 9700 §4.1, contract §2.1
    public async Task No_hostile_redirect_uri_is_answered_at()
    {
        foreach (var uri in HostileUris.Everything)
        {
            foreach (var mode in (string?[])[null, "form_post"])
            {
                var answer = await Org.Visit(app.AuthorizeUrl(changes: [("redirect_uri", uri), ("response_mode", mode)]), ("Accept", "text/html"));
                answer.ShouldBeAnErrorPage(saying: uri.Length == 0 || uri.Contains('\0', StringComparison.Ordinal) ? null : "redirect_uri");
            }
            (await Org.PostForm(Org.Issuer + "/v1/authorize", new Uri(app.AuthorizeUrl(changes: [("redirect_uri", uri)])).Query[1..])).ShouldBeAnErrorPage();
        }
    }

    [Fact]                                                             // RP-Initiated Logout §3, contract §2.8
    public async Task No_hostile_address_is_gone_to_after_signing_out()
    {
        var hint = (await app.TokensAsync(Org.Person)).IdToken;
        foreach (var uri in HostileUris.Everything)
        {
            if (uri.Length == 0) continue;                             // an empty parameter counts as absent: RFC 6749 §3.1
            var query = $"id_token_hint={hint}&post_logout_redirect_uri={Uri.EscapeDataString(uri)}&state=s";
            (await Org.Visit($"{Org.Issuer}/v1/logout?{query}", ("Accept", "text/html"))).ShouldBeAnErrorPage(saying: uri.Contains('\0', StringComparison.Ordinal) ? null : "post_logout_redirect_uri");
            (await Org.PostForm($"{Org.Issuer}/v1/logout", query)).ShouldBeAnErrorPage(saying: uri.Contains('\0', StringComparison.Ordinal) ? "could not be read" : "post_logout_redirect_uri");
        }
    }

    [Fact]                                                             // and the registered ones are
    public async Task The_registered_ones_are_answered_at()
    {
        foreach (var uri in HostileUris.Registered)
            (await Org.Visit(app.AuthorizeUrl(changes: [("redirect_uri", uri), ("prompt", "none")]))).Location!.ShouldStartWith(uri + "?error=login_required");
    }

    [Theory]                                                           // RFC 8252 §7.3
    [InlineData("http://127.0.0.1:1/callback"), InlineData("http://127.0.0.1:80/callback"), InlineData("http://127.0.0.1:65535/callback"), InlineData("http://127.0.0.1:49152/callback")]
    public async Task A_native_app_takes_any_loopback_port(string uri) =>
        (await Org.Visit(app.AuthorizeUrl(changes: [("redirect_uri", uri), ("prompt", "none")]))).Location!.ShouldStartWith(uri + "?");

    [Fact]                                                             // RFC 8252 §7.3 is for native apps
    public async Task A_web_app_takes_only_its_own_port() =>
        (await Org.Visit(Org.WebApp.AuthorizeUrl(changes: [("redirect_uri", "http://127.0.0.1:9999/authorization-code/callback")]))).ShouldBeAnErrorPage();

    [Fact]                                                             // the property behind the table
    public void Accepted_means_registered_or_the_same_loopback_address_with_another_port()
    {
        string[] registered = ["https://app.example.com/callback", "com.example.app:/callback", "http://127.0.0.1/callback", "http://127.0.0.1:8080/other", "http://[::1]/callback?x=1"];
        var piece = Gen.Elements("http", "https", "com.example.app", ":", "/", "//", "@", "127.0.0.1", "[::1]", "app.example.com", "evil.example", ":80", ":0", ":65536", ":08", ":8080", "callback", "other", "?", "x=1", "#", "\\", "%2f", "..", ".", " ", "\0", "١", "?x=1", "/callback");
        var built = Gen.Select(Gen.ListOf(piece), pieces => string.Concat(pieces));
        var changed = Gen.SelectMany(Gen.Elements(registered), uri => Gen.SelectMany(Gen.Choose(0, uri.Length), at => Gen.Select(piece, insert => uri[..at] + insert + uri[at..])));

        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(Gen.OneOf(built, changed).ToArbitrary(), uri =>
        {
            var accepted = registered.Contains(uri) || registered.Any(one => RedirectUris.DifferInLoopbackPortOnly(one, uri));
            return !accepted || registered.Contains(uri) || IsLoopbackWithAPort(registered, uri);
        }));
    }

    /// <summary>The same said another way: through the parser of the platform, with nothing beside host, port, path and query.</summary>
    private static bool IsLoopbackWithAPort(string[] registered, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http", Host: "127.0.0.1" or "[::1]", UserInfo: "", Fragment: "" } && uri.Port is > 0 and <= 65535
        && registered.Select(one => new Uri(one)).Any(one => one.Scheme == "http" && one.Host == uri.Host && one.PathAndQuery == uri.PathAndQuery);
}
