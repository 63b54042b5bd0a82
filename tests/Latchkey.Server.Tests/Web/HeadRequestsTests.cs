using System.Net;
using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Web;

/// <summary>HEAD looks and touches nothing. RFC 9110 §9.3.2.</summary>
public sealed partial class HeadRequestsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private Task<Seen> Head(string url, params (string Name, string Value)[] headers) => Org.Exchange(HttpMethod.Head, url, null, headers);

    /// <summary>A flow is sealed anew each time, and the console makes up a nonce.</summary>
    private static string? Before(string? location) => location?.Split("flow=")[0].Split("nonce=")[0];

    [GeneratedRegex("\\{[^}]+\\}")]
    private static partial Regex Parameter();

    [Fact]                                                             // RFC 9110 §9.3.2: identical to GET, but for the body
    public async Task Every_address_that_answers_GET_answers_HEAD_alike_and_without_a_body()
    {
        var looked = 0;
        foreach (var route in Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET")))
        {
            var path = Parameter().Replace(route.RoutePattern.RawText!.Replace("{server}", "default", StringComparison.Ordinal), "x");
            foreach (var headers in ((string, string)[][])[[("Accept", "text/html")], [("Accept", "application/json"), ("Authorization", "SSWS " + Org.Facts.ApiToken)], [("Authorization", "Bearer x")]])
            {
                var (get, head) = (await Org.Visit(path, headers), await Head(path, headers));
                head.Status.ShouldBe(get.Status, path);
                head.Text.ShouldBeEmpty(path);
                head.MediaType.ShouldBe(get.MediaType, path);
                Before(head.Location).ShouldBe(Before(get.Location), path);
                looked++;
            }
        }
        looked.ShouldBeGreaterThan(150);
        (await Head("/")).Headers["Content-Length"].ShouldBe((await Org.Visit("/")).Headers["Content-Length"]);
    }

    [Fact]                                                             // ruling: HEAD spends no code, link or token
    public async Task HEAD_issues_no_code_and_spends_nothing()
    {
        var app = Org.NativeApp;
        using var browser = Org.Browser();
        await app.CodeAsync(Org.Person, browser: browser);
        var cookie = ("Cookie", "sid=" + browser.Cookies.GetAllCookies().Single(one => one.Name is "sid" or "__Host-sid").Value);
        Clock.Advance(TimeSpan.FromMinutes(5));                        // the session would be touched

        var before = await Rows();
        (await Head(app.AuthorizeUrl(), cookie)).Location.ShouldBeNull();
        (await Head(app.AuthorizeUrl(changes: [("prompt", "none")]), cookie)).Location.ShouldBeNull();
        (await Head("/", cookie)).Status.ShouldBe(200);
        (await Head("/account", cookie)).Status.ShouldBe(200);
        (await Head("/login/signout", cookie)).Location.ShouldBeNull();
        (await Head("/api/v1/sessions/me", cookie)).Status.ShouldBe(200);
        (await Rows()).ShouldBe(before);

        // The session is still there, and so is what it may do.
        (await Org.Visit(app.AuthorizeUrl(changes: [("prompt", "none")]), cookie))["code"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_link_a_pushed_request_and_a_session_token_survive_HEAD()
    {
        var app = Org.NativeApp;
        var person = await Org.CreatePersonAsync();
        var answer = await Org.Exchange(HttpMethod.Post, "/api/v1/authn", Asking.Of(System.Text.Encoding.UTF8.GetBytes($$"""{"username":"{{person.Login}}","password":"{{person.Password}}"}"""), "application/json"));
        var token = System.Text.Json.Nodes.JsonNode.Parse(answer.Text)!["sessionToken"]!.ToString();
        var before = await Rows();
        (await Head(app.AuthorizeUrl(changes: [("sessionToken", token)]))).Location.ShouldBeNull();
        (await Head($"/login/sessionCookieRedirect?token={token}&redirectUrl=/")).Headers.ShouldNotContainKey("Set-Cookie");
        (await Rows()).ShouldBe(before);
        (await Org.Visit(app.AuthorizeUrl(changes: [("sessionToken", token)])))["code"].ShouldNotBeNull();

        var hint = (await app.TokensAsync(person)).IdToken;
        (await Head($"{Org.Issuer}/v1/logout?id_token_hint={hint}")).Status.ShouldBe(200);
    }

    /// <summary>All there is, but for the log and the rows that a first look at something makes once.</summary>
    private async Task<string> Rows()
    {
        var db = Org.Services.GetRequiredService<Database>();
        var sessions = await db.Many<string>("select id || ' ' || last_seen_at || ' ' || expires_at from sessions order by id", null, default);
        var codes = await db.One<long>("select count(*) from authorization_codes", null, default);
        var tokens = await db.One<long>("select count(*) from session_tokens", null, default);
        var apps = await db.One<long>("select count(*) from session_apps", null, default);
        var mails = await db.One<long>("select count(*) from outbox", null, default);
        return $"{string.Join(';', sessions)} {codes} {tokens} {apps} {mails}";
    }
}
