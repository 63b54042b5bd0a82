using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.EndSession;

/// <summary>The browser tells the apps of a session that it ended. OpenID Connect Front-Channel Logout 1.0.</summary>
public sealed class FrontchannelLogoutTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Back = "http://127.0.0.1/bye";

    private Task<TestApp> App(string? frame, bool withSession = false, bool? participates = null)
    {
        var client = new JsonObject { ["frontchannel_logout_uri"] = frame, ["frontchannel_logout_session_required"] = withSession, ["post_logout_redirect_uris"] = new JsonArray(Back) };
        // It is framed at one of the app's own sites, and answers come to the other.
        if (frame is not null) client["redirect_uris"] = new JsonArray("http://127.0.0.1/callback", frame);
        if (participates is { } given) client["participate_slo"] = given;
        return Org.CreateAppAsync("web", client);
    }

    [Fact]                                                             // OpenID Connect Front-Channel Logout §2, §3
    public async Task Each_app_of_the_session_is_framed_once_and_then_the_person_goes_on()
    {
        var (plain, named, out_) = (await App("https://one.example/out"), await App("https://two.example:8443/out?x=1", withSession: true), await App("https://three.example/out", participates: false));
        var person = await Org.CreatePersonAsync();
        using var browser = Org.Browser();
        var tokens = await plain.RedeemAsync(await plain.CodeAsync(person, browser: browser));
        var sid = (await named.RedeemAsync(await named.CodeAsync(person, browser: browser))).ClaimsOf("id_token")["sid"]!.GetValue<string>();
        await out_.RedeemAsync(await out_.CodeAsync(person, browser: browser));

        var page = await browser.OpenAsync($"{Org.Issuer}/v1/logout?id_token_hint={tokens.IdToken}&post_logout_redirect_uri={Uri.EscapeDataString(Back)}&state=s");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Location.ShouldBeNull();
        page.LeadsTo.ShouldBe(Back + "?state=s");
        page.Document.QuerySelector("a.primary")!.GetAttribute("href").ShouldBe(Back + "?state=s");
        page.Document.QuerySelectorAll("iframe").Select(frame => frame.GetAttribute("src")).ShouldBe(
            ["https://one.example/out", $"https://two.example:8443/out?x=1&iss={Uri.EscapeDataString(Org.Issuer)}&sid={sid}"], ignoreOrder: true);
        page.Document.QuerySelectorAll("iframe").ShouldAllBe(frame => frame.HasAttribute("hidden"));
        var policy = page.Headers["Content-Security-Policy"].Split("; ").Single(part => part.StartsWith("frame-src", StringComparison.Ordinal));
        policy.Split(' ')[1..].ShouldBe(["https://one.example", "https://two.example:8443"], ignoreOrder: true);
    }

    [Fact]                                                             // OpenID Connect Front-Channel Logout §3: also without an app that asked
    public async Task The_sign_out_page_tells_them_too()
    {
        var app = await App("https://one.example/out");
        using var browser = Org.Browser();
        await app.CodeAsync(await Org.CreatePersonAsync(), browser: browser);
        var page = await browser.SubmitAsync(await browser.OpenAsync("/"));
        page.Document.QuerySelector("iframe")!.GetAttribute("src").ShouldBe("https://one.example/out");
        page.LeadsTo.ShouldBeNull();
    }

    [Fact]                                                             // contract §3.1
    public async Task To_take_part_in_single_logout_an_app_says_where()
    {
        (await Should.ThrowAsync<InvalidOperationException>(() => App(null, participates: true))).Message.ShouldContain("frontchannel_logout_uri: is required");
        var stored = await Org.SendAsync(HttpMethod.Get, $"/api/v1/apps/{(await App("https://one.example/out")).ClientId}");
        stored["settings"]!["oauthClient"]!["participate_slo"]!.GetValue<bool>().ShouldBeTrue();
    }
}
