using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Latchkey.Server.Core.Requests;
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

    [Fact]                                                             // RFC 9700 §2.1: of localhost as of 127.0.0.1
    public async Task A_native_app_takes_any_port_of_localhost_and_no_other_host()
    {
        var local = await Org.CreateAppAsync("native", new JsonObject
        {
            ["redirect_uris"] = new JsonArray("http://localhost/callback", "http://localhost:4000/other"), ["post_logout_redirect_uris"] = new JsonArray("http://localhost/bye"),
        });
        foreach (var uri in (string[])["http://localhost/callback", "http://localhost:1/callback", "http://localhost:65535/callback", "http://localhost/other", "http://localhost:4001/other"])
            (await Org.Visit(local.AuthorizeUrl(changes: [("redirect_uri", uri), ("prompt", "none")]))).Location!.ShouldStartWith(uri + "?");
        foreach (var uri in (string[])["http://127.0.0.1/callback", "http://[::1]/callback", "https://localhost/callback", "http://localhost:0/callback", "http://localhost:65536/callback", "http://localhost:080/callback", "http://localhost:80@evil.example/callback",
            "http://localhost.evil.example/callback", "http://localhostx/callback", "http://x.localhost/callback", "http://LOCALHOST/callback", "http://localhost:/callback", "http://localhost/callback/"])
            (await Org.Visit(local.AuthorizeUrl(changes: [("redirect_uri", uri)]), ("Accept", "text/html"))).ShouldBeAnErrorPage(saying: "redirect_uri");

        using var browser = Org.Browser();
        var tokens = await local.RedeemAsync(await local.CodeAsync(Org.Person, "openid", browser, ("redirect_uri", "http://localhost:4444/callback")), redirectUri: "http://localhost:4444/callback");
        (await browser.OpenAsync($"{Org.Issuer}/v1/logout?id_token_hint={tokens.IdToken}&post_logout_redirect_uri={Uri.EscapeDataString("http://localhost:4444/bye")}")).LeadsTo.ShouldBe("http://localhost:4444/bye");
    }

    [Theory]                                                           // RFC 3986 §6.2.3: the answer goes to the bytes that were asked for
    [InlineData("https://app.example.com", "https://app.example.com/"), InlineData("https://app.example.com/", "https://app.example.com"), InlineData("http://localhost:3000", "http://localhost:3000/")]
    [InlineData("https://app.example.com?x=1", "https://app.example.com/?x=1"), InlineData("http://127.0.0.1/", "http://127.0.0.1")]
    public async Task An_address_without_a_path_is_the_one_with_a_slash(string registered, string asked)
    {
        var page = await Org.CreateAppAsync("browser", new JsonObject { ["redirect_uris"] = new JsonArray(registered), ["post_logout_redirect_uris"] = new JsonArray(registered) });
        using var browser = Org.Browser();
        var end = await page.SignInAsync(Org.Person, "openid", browser, ("redirect_uri", asked));
        end.Location!.ShouldStartWith(asked + (asked.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "code=");
        (await page.RedeemAsync(end.Parameter("code")!, redirectUri: registered)).ShouldBeRefused("invalid_grant");        // RFC 6749 §4.1.3: identical
        var tokens = await page.RedeemAsync((await browser.OpenAsync(page.AuthorizeUrl("openid", ("redirect_uri", asked)))).Parameter("code")!, redirectUri: asked);
        (await browser.OpenAsync($"{Org.Issuer}/v1/logout?id_token_hint={tokens.IdToken}&post_logout_redirect_uri={Uri.EscapeDataString(asked)}")).Location.ShouldBe(asked);
    }

    [Theory]                                                           // of web addresses alone, and of nothing but an empty path
    [InlineData("https://app.example.com/a", "https://app.example.com/a/"), InlineData("https://app.example.com/a/", "https://app.example.com/a"), InlineData("https://app.example.com", "https://app.example.com//")]
    [InlineData("https://app.example.com", "https://app.example.com?"), InlineData("https://app.example.com/", "https://app.example.com:443"), InlineData("https://app.example.com", "https://app.example.com:443/"), InlineData("https://app.example.com", "http://app.example.com/")]
    [InlineData("com.example.app:/", "com.example.app:"), InlineData("com.example.app://host", "com.example.app://host/"), InlineData("com.example.app://host/", "com.example.app://host"), InlineData("https://app.example.com", "https://app.example.com@evil.example/")]
    [InlineData("https://app.example.com", "https://app.example.com#/"), InlineData("https://app.example.com", "https://app.example.com\\"), InlineData("http://localhost:3000", "http://localhost:3001/"), InlineData("https://app.example.com", "https://app.example.com/%2e")]
    public void No_other_addresses_are_alike(string registered, string asked) => RedirectUris.DifferInEmptyPathOnly(registered, asked).ShouldBeFalse();

    [Fact]                                                             // RFC 8252 §7.3 is for native apps
    public async Task A_web_app_takes_only_its_own_port() =>
        (await Org.Visit(Org.WebApp.AuthorizeUrl(changes: [("redirect_uri", "http://127.0.0.1:9999/authorization-code/callback")]))).ShouldBeAnErrorPage();

    [Fact]                                                             // the property behind the table: two equivalences and no third
    public void Accepted_means_registered_or_the_same_loopback_address_with_another_port_or_the_same_with_its_empty_path_written_out()
    {
        string[] registered =
        [
            "https://app.example.com/callback", "com.example.app:/callback", "http://127.0.0.1/callback", "http://127.0.0.1:8080/other", "http://[::1]/callback?x=1", "http://localhost/callback", "http://localhost:8080",
            "https://app.example.com", "https://other.example.com:8443/", "https://app.example.com?x=1", "com.example.app://host",
        ];
        var piece = Gen.Elements("http", "https", "com.example.app", ":", "/", "//", "@", "127.0.0.1", "[::1]", "localhost", "host", "app.example.com", "other.example.com:8443", "evil.example", ":80", ":0", ":65536", ":08", ":8080", "callback", "other", "?", "x=1", "#", "\\", "%2f", "..", ".", " ", "\0", "١", "?x=1", "/callback");
        var built = Gen.Select(Gen.ListOf(piece), pieces => string.Concat(pieces));
        var changed = Gen.SelectMany(Gen.Elements(registered), uri => Gen.SelectMany(Gen.Choose(0, uri.Length), at => Gen.Select(piece, insert => uri[..at] + insert + uri[at..])));

        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(Gen.OneOf(built, changed).ToArbitrary(), uri =>
        {
            var native = registered.Any(one => RedirectUris.DifferInLoopbackPortOnly(one, uri) || RedirectUris.DifferInEmptyPathOnly(one, uri));
            return native == (registered.Contains(uri) || IsAlike(registered, uri));
        }));
    }

    /// <summary>The same said another way: through the parser of the platform, which writes an empty path out, with nothing beside host, port, path and query.</summary>
    private static bool IsAlike(string[] registered, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri is not { Scheme: "http" or "https", UserInfo: "", Fragment: "" } || uri.Port is <= 0 or > 65535) return false;
        var isLoopback = uri is { Scheme: "http", Host: "127.0.0.1" or "[::1]" or "localhost" };
        // Nothing of the text may be left that the parser has mended.
        if (!text.StartsWith($"{uri.Scheme}://{uri.Host}", StringComparison.Ordinal) || (uri.AbsoluteUri != text && uri.AbsoluteUri != WithSlash(text) && !isLoopback)) return false;
        if (isLoopback && uri.AbsoluteUri.Replace($":{uri.Port}", "", StringComparison.Ordinal) != WithSlash(text).Replace($":{uri.Port}", "", StringComparison.Ordinal)) return false;
        return registered.Select(one => new Uri(one)).Any(one =>
            one.Scheme == uri.Scheme && one.Host == uri.Host && (isLoopback || one.Port == uri.Port) && one.PathAndQuery == uri.PathAndQuery);
    }

    private static string WithSlash(string text)
    {
        var host = text.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = text.IndexOfAny(['/', '?'], host);
        return end < 0 ? text + "/" : text[end] == '?' ? text.Insert(end, "/") : text;
    }
}
