using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Web;

/// <summary>Whatever comes in, no line that goes out is longer than proxies and clients pass.</summary>
public sealed class LengthsTests(OrgFixture fixture) : OrgTest(fixture)
{
    /// <summary>Letters that stay, and letters that become three, six, nine or twelve.</summary>
    private static readonly string[] Letters = ["x", "%", "\"", "\u00fc", "\u20ac", "\ud83d\ude00", "<", "+", "\u0001"];

    private static readonly int[] Amounts = [100, 1_000, 2_000, 4_900, 6_000, 8_000, 16_000];

    private static void ShouldPass(Seen answer, string what)
    {
        // The address as it was sent: .NET's own reading of it escapes it once more.
        (answer.Location ?? "").Length.ShouldBeLessThanOrEqualTo(Lengths.Address, what);
        foreach (var (name, value) in answer.Headers.Where(header => header.Key != "Location")) (name.Length + value.Length).ShouldBeLessThanOrEqualTo(8_100, $"{what} {name}");
        answer.Status.ShouldBeLessThan(500, what);
    }

    private string Url(params (string Name, string? Value)[] changes) => Org.NativeApp.AuthorizeUrl(changes: changes);

    [Fact]
    public async Task No_parameter_of_a_request_makes_a_long_head()
    {
        foreach (var name in (string[])["state", "nonce", "login_hint", "claims", "redirect_uri", "acr_values", "ui_locales", "display", "unknown", "scope", "code_challenge", "id_token_hint", "prompt", "request", "request_uri", "client_id"])
            foreach (var (letter, amount) in from letter in Letters from amount in Amounts select (letter, amount))
            {
                var text = string.Concat(Enumerable.Repeat(letter, amount));
                var form = new Uri(Url((name, name == "claims" ? new JsonObject { ["userinfo"] = new JsonObject { [text] = null } }.ToJsonString() : text))).Query[1..];
                var what = $"{name} {letter} {amount}";
                var posted = await Org.PostForm(Org.Issuer + "/v1/authorize", form, ("Accept", "text/html"));
                ShouldPass(posted, what);
                if (form.Length < 30_000) ShouldPass(await Org.Visit($"{Org.Issuer}/v1/authorize?{form}", ("Accept", "text/html")), what);
                ShouldPass(await Org.PostForm(Org.Issuer + "/v1/authorize", form, ("Sec-Fetch-Site", "cross-site")), what);
            }
    }

    [Fact]                                                             // RFC 6749 §4.1.2.1
    public async Task Too_long_a_request_goes_back_to_the_app_with_its_error_whoever_is_signed_in()
    {
        using var browser = Org.Browser();
        await Org.NativeApp.CodeAsync(Org.Person, browser: browser);
        foreach (var (name, value) in ((string, string)[])[("nonce", new string('n', 6_000)), ("login_hint", new string('\u00fc', 3_000)), ("unknown", new string('u', 8_000))])
        {
            var signedOut = await Org.Visit(Url((name, value), ("state", "s")));
            signedOut["error"].ShouldBe("invalid_request", name);
            signedOut["state"].ShouldBe("s");
            (await browser.OpenAsync(Url((name, value), ("state", "s")))).Parameter("error").ShouldBe("invalid_request", name);
        }
        (await Org.PostForm(Org.Issuer + "/v1/par", new Uri(Url(("nonce", new string('n', 6_000)))).Query[1..])).Text.ShouldContain("invalid_request");
    }

    [Fact]
    public async Task A_state_that_an_address_has_no_room_for_is_refused_and_taken_where_a_page_carries_it()
    {
        var state = new string('\u20ac', 800);                         // 2,400 bytes, 7,200 characters in an address
        var refused = await Org.Visit(Url(("state", state)));
        refused["error"].ShouldBe("invalid_request");
        refused["error_description"].ShouldBe("The authorization request is too long.");
        refused["state"].ShouldBeNull();
        using var browser = Org.Browser();
        var posted = await Org.NativeApp.SignInAsync(Org.Person, browser: browser, changes: [("state", state), ("response_mode", "form_post")]);
        posted.Document.QuerySelector("input[name=state]")!.GetAttribute("value").ShouldBe(state);
    }

    [Fact]                                                             // what apps of frameworks really send
    public async Task A_long_request_within_the_bound_is_answered_whole()
    {
        var state = "CfDJ8" + new string('A', 2_500);
        using var browser = Org.Browser();
        var page = await Org.NativeApp.SignInAsync(Org.Person, browser: browser, changes: [("state", state), ("nonce", "n" + new string('B', 500)), ("login_hint", "j\u00f6rg@example.com")]);
        page.Parameter("state").ShouldBe(state);
        page.Parameter("code").ShouldNotBeNull();
    }

    [Fact]                                                             // sign-out and session redirects
    public async Task Neither_does_signing_out()
    {
        var tokens = await Org.NativeApp.TokensAsync(Org.Person);
        var there = Uri.EscapeDataString(Org.Facts.Apps.Native.PostLogoutRedirectUris![0]);
        foreach (var (letter, amount) in from letter in Letters from amount in Amounts select (letter, amount))
        {
            var text = Uri.EscapeDataString(string.Concat(Enumerable.Repeat(letter, amount)));
            if (text.Length > 30_000) continue;
            ShouldPass(await Org.PostForm(Org.Issuer + "/v1/logout", $"id_token_hint={tokens.IdToken}&post_logout_redirect_uri={there}&state={text}"), $"state {letter} {amount}");
            ShouldPass(await Org.Visit($"/login/sessionCookieRedirect?token=x&redirectUrl=/{text}"), $"redirectUrl {letter} {amount}");
            ShouldPass(await Org.Visit($"/login/signout?fromURI=/{text}"), $"fromURI {letter} {amount}");
            ShouldPass(await Org.Visit($"/api/v1/users?q={text}", ("Authorization", "SSWS " + Org.Facts.ApiToken)), $"q {letter} {amount}");
            ShouldPass(await Org.Visit($"/activate?user_code={text}"), $"user_code {letter} {amount}");
        }
        ShouldPass(await Org.Visit($"/api/v1/users?filter={new string('(', 9_000)}", ("Authorization", "SSWS " + Org.Facts.ApiToken)), "filter");
    }
}
