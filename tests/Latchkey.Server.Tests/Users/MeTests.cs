using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Users;

/// <summary>GET /api/v1/users/me: the owner of a token, or who is signed in in this browser. Contract §3.0, §3.5.</summary>
public sealed class MeTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Portal = "https://me.example.com";

    private async Task<(string, string)> Cookie(TestPerson person)
    {
        using var browser = Org.Browser();
        await Org.NativeApp.CodeAsync(person, browser: browser);
        return ("Cookie", string.Join("; ", browser.Cookies.GetAllCookies().Select(cookie => $"{cookie.Name}={cookie.Value}")));
    }

    [Fact]
    public async Task Whoever_is_signed_in_in_a_browser_sees_themselves()
    {
        var person = await Org.CreatePersonAsync();
        var cookie = await Cookie(person);
        var me = await Org.Visit(Org.Url + "/api/v1/users/me", cookie);
        me.Status.ShouldBe(200, me.Text);
        JsonNode.Parse(me.Text)!["id"]!.GetValue<string>().ShouldBe(person.Id);
        (await Org.Visit(Org.Url + $"/api/v1/users/{person.Id}", cookie)).Status.ShouldBe(401);         // and nobody else, at no other address
        (await Org.Visit(Org.Url + "/api/v1/users", cookie)).Status.ShouldBe(401);
    }

    [Fact]                                                             // contract §2.0: with credentials from trusted origins, and the cookie counts for nothing from any other
    public async Task A_page_of_a_trusted_origin_may_ask_and_no_other()
    {
        var cookie = await Cookie(await Org.CreatePersonAsync());
        (await Org.Visit(Org.Url + "/api/v1/users/me", cookie, ("Origin", Portal))).Status.ShouldBe(401);

        (await Org.Post("/trustedOrigins", new JsonObject { ["origin"] = Portal, ["scopes"] = new JsonArray(new JsonObject { ["type"] = "CORS" }) })).ShouldSucceed();
        var asked = await Org.Visit(Org.Url + "/api/v1/users/me", cookie, ("Origin", Portal));
        asked.Status.ShouldBe(200);
        asked.Headers["Access-Control-Allow-Origin"].ShouldBe(Portal);
        asked.Headers["Access-Control-Allow-Credentials"].ShouldBe("true");
        var preflight = await Org.Exchange(HttpMethod.Options, Org.Url + "/api/v1/users/me", null, ("Origin", Portal), ("Access-Control-Request-Method", "GET"));
        preflight.Status.ShouldBeLessThan(300);
        preflight.Headers["Access-Control-Allow-Credentials"].ShouldBe("true");
        (await Org.Visit(Org.Url + "/api/v1/users/me", cookie, ("Origin", "https://other.example.com"))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_session_that_is_over_is_none_and_a_token_goes_before_a_cookie()
    {
        var cookie = await Cookie(await Org.CreatePersonAsync());
        var admin = await Org.Visit(Org.Url + "/api/v1/users/me", cookie, ("Authorization", "SSWS " + Org.Facts.ApiToken));
        JsonNode.Parse(admin.Text)!["profile"]!["login"]!.GetValue<string>().ShouldBe(Org.Facts.Admin.Login);
        (await Org.Visit(Org.Url + "/api/v1/users/me", cookie, ("Authorization", "SSWS wrong"))).Status.ShouldBe(401);

        var over = await Org.Visit(Org.Url + "/api/v1/users/me", ("Cookie", "sid=over; __Host-sid=over"));
        over.Status.ShouldBe(403);
        JsonNode.Parse(over.Text)!["errorCode"]!.GetValue<string>().ShouldBe("E0000005");
    }
}
