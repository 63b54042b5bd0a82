using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Orgs;

/// <summary>Two orgs on one server: nothing of the one is anything at the other. Threats §1 rows 4 and 9.</summary>
public sealed class OrgBoundaryTests(OrgFixture fixture) : OrgTest(fixture), IAsyncLifetime
{
    private Registered other = null!;
    private HttpClient api = null!;

    public async Task InitializeAsync()
    {
        var asked = await Org.Exchange(HttpMethod.Post, "/api/v1/registration/reg/register", Asking.Of("""{"userProfile":{"firstName":"Olga","lastName":"Other","email":"olga@example.com","organization":"Other"}}"""u8.ToArray(), "application/json"));
        asked.Status.ShouldBe(200, asked.Text);
        other = (await Org.Services.GetRequiredService<Registration>().Redeem(JsonNode.Parse(asked.Text)!["developerOrgCliToken"]!.GetValue<string>(), default))!;
        api = new HttpClient(TestOrg.LoopbackHandler()) { BaseAddress = new Uri(other.OrgUrl) };
        api.DefaultRequestHeaders.Add("Authorization", "SSWS " + other.ApiToken);
    }

    public Task DisposeAsync()
    {
        api.Dispose();
        return Task.CompletedTask;
    }

    private string At(string url) => url.Replace(Org.Url, other.OrgUrl, StringComparison.Ordinal);

    [Fact]
    public void The_other_org_has_an_address_of_its_own()
    {
        other.OrgUrl.ShouldMatch(@"^http://dev-\d{7}\.localhost:\d+$");
        other.UpdatePasswordUrl.ShouldStartWith(other.OrgUrl + "/welcome/");
    }

    [Fact]                                                             // threats §1 row 4, the matrix
    public async Task No_artefact_of_one_org_works_at_the_other()
    {
        var app = Org.NativeApp;
        using var browser = Org.Browser();
        var tokens = await app.RedeemAsync(await app.CodeAsync(Org.Person, browser: browser));
        var code = await app.CodeAsync(Org.Person, browser: browser);
        var session = browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "sid").Value;
        var there = await OwnApp();

        // Apps: not known there.
        (await Org.Visit(At(app.AuthorizeUrl()))).ShouldBeAnErrorPage(saying: "Invalid value for 'client_id' parameter.");
        foreach (var endpoint in (string[])["token", "introspect", "revoke"])
            (await Org.PostForm($"{other.OrgUrl}/oauth2/default/v1/{endpoint}", $"client_id={app.ClientId}&token={tokens.AccessToken}&grant_type=refresh_token&refresh_token={tokens.RefreshToken}")).Status.ShouldBe(401);
        // Codes and tokens, shown by an app of that org.
        var token = other.OrgUrl + "/oauth2/default/v1/token";
        (await Org.PostForm(token, $"client_id={there}&grant_type=authorization_code&code={code}&redirect_uri={Uri.EscapeDataString(app.RedirectUri)}&code_verifier={TestApp.Verifier}")).Text.ShouldContain("invalid_grant");
        (await Org.PostForm(token, $"client_id={there}&grant_type=refresh_token&refresh_token={tokens.RefreshToken}")).Text.ShouldContain("invalid_grant");
        foreach (var held in (string[])[tokens.AccessToken, tokens.RefreshToken, tokens.IdToken])
            (await Org.PostForm(other.OrgUrl + "/oauth2/default/v1/introspect", $"client_id={there}&token={held}")).Text.ShouldBe("""{"active":false}""");
        (await Org.Visit(other.OrgUrl + "/oauth2/default/v1/userinfo", ("Authorization", "Bearer " + tokens.AccessToken))).Status.ShouldBe(401);
        (await Org.PostForm(other.OrgUrl + "/oauth2/default/v1/revoke", $"client_id={there}&token={tokens.RefreshToken}")).Status.ShouldBe(200);
        // The session cookie, put there by hand.
        var own = $"{other.OrgUrl}/oauth2/default/v1/authorize?client_id={there}&response_type=code&scope=openid&redirect_uri={Uri.EscapeDataString("http://127.0.0.1/callback")}&state=s&code_challenge={Protocol.Pkce.Challenge(TestApp.Verifier)}&code_challenge_method=S256";
        (await Org.Visit(own + "&prompt=none", ("Cookie", "sid=" + session)))["error"].ShouldBe("login_required");
        (await Org.Visit(own + "&id_token_hint=" + tokens.IdToken))["error"].ShouldBe("invalid_request");
        (await Org.Visit($"{other.OrgUrl}/oauth2/default/v1/logout?id_token_hint={tokens.IdToken}")).ShouldBeAnErrorPage();
        // API tokens, both ways.
        (await Org.Visit(other.OrgUrl + "/api/v1/users", ("Authorization", "SSWS " + Org.Facts.ApiToken))).Status.ShouldBe(401);
        (await Org.Visit("/api/v1/users", ("Authorization", "SSWS " + other.ApiToken))).Status.ShouldBe(401);
        // A sign-in begun here, finished there, in the same browser.
        using var both = Org.Browser();
        var page = await both.OpenAsync(app.AuthorizeUrl());
        var id = both.Cookies.GetAllCookies().Single(cookie => cookie.Name == "lk_browser").Value;
        (await Org.Visit(At(page.Url.ToString()), ("Cookie", "lk_browser=" + id), ("Accept", "text/html"))).ShouldBeAnErrorPage();
        (await Org.PostForm(At(page.Url.ToString()), "identifier=mia%40example.com&password=x", ("Cookie", "lk_browser=" + id))).Status.ShouldBe(400);
        // One-time links, and people.
        (await Org.Visit(new Uri(other.UpdatePasswordUrl).AbsolutePath)).Status.ShouldBe(404);
        (await Org.Visit(new Uri(other.UpdatePasswordUrl).ToString())).Status.ShouldBe(200);
        (await api.GetAsync($"/api/v1/apps/{app.ClientId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.GetAsync("/api/v1/users/mia@example.com")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.DeleteAsync($"/api/v1/apps/{app.ClientId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // And nothing of all that hurt what is held here.
        (await app.RedeemAsync(code)).Status.ShouldBe(HttpStatusCode.OK);
        (await app.UserInfoAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await app.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.OpenAsync(app.AuthorizeUrl(changes: [("prompt", "none")]))).Parameter("code").ShouldNotBeNull();
    }

    private async Task<string> OwnApp()
    {
        using var body = new StringContent(new JsonObject
        {
            ["name"] = "oidc_client", ["label"] = "There", ["signOnMode"] = "OPENID_CONNECT",
            ["settings"] = new JsonObject { ["oauthClient"] = new JsonObject { ["application_type"] = "native", ["redirect_uris"] = new JsonArray("http://127.0.0.1/callback"), ["grant_types"] = new JsonArray("authorization_code", "refresh_token"), ["response_types"] = new JsonArray("code") } },
        }.ToJsonString(), null, "application/json");
        using var answer = await api.PostAsync("/api/v1/apps", body);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!.GetValue<string>();
    }

    [Fact]                                                             // each signs with its own keys
    public async Task The_orgs_share_no_key()
    {
        static string[] Kids(Seen answer) => [.. JsonNode.Parse(answer.Text)!["keys"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>())];
        Kids(await Org.Visit(Org.Issuer + "/v1/keys")).Intersect(Kids(await Org.Visit(other.OrgUrl + "/oauth2/default/v1/keys"))).ShouldBeEmpty();
        JsonNode.Parse((await Org.Visit(other.OrgUrl + "/.well-known/openid-configuration")).Text)!["issuer"]!.GetValue<string>().ShouldBe(other.OrgUrl);
    }

    [Theory]                                                           // design §3
    [InlineData("unknown.localhost"), InlineData("evil.example"), InlineData("dev-0000000.localhost"), InlineData("a.b.localhost"), InlineData("localhost.evil.example"), InlineData("-.localhost"), InlineData("xn--n3h.localhost"), InlineData("169.254.169.254")]
    public async Task An_unknown_host_is_no_org(string host)
    {
        foreach (var path in (string[])["/", "/oauth2/default/.well-known/openid-configuration", "/oauth2/v1/token", "/api/v1/users", "/signin"])
        {
            var answer = await Org.Visit(path, ("Host", host));
            answer.Status.ShouldBe(404, path);
            answer.MediaType.ShouldBe("text/html");
            answer.Text.ShouldNotContain(host);
        }
    }

    [Fact]                                                             // threats §1 row 9
    public async Task No_header_of_the_request_becomes_part_of_an_address()
    {
        string[] hosts = ["LOCALHOST", "localhost:1", "127.0.0.1:9999", "localhost.", "localhost:65535"];
        foreach (var host in hosts)
        {
            (string, string)[] headers = [("Host", host), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Port", "444"), ("Forwarded", "host=evil.example;proto=https"), ("X-Original-Host", "evil.example")];
            var document = await Org.Visit("/.well-known/openid-configuration", headers);
            document.Status.ShouldBe(200, host);
            document.Text.ShouldContain($"\"issuer\":\"{Org.Url}\"");
            foreach (var text in (string[])["evil.example", ":65535", ":9999", ":1/", "localhost./"]) document.Text.ShouldNotContain(text);
            document.Text.ShouldNotContain("LOCALHOST", Case.Sensitive);
            var asked = await Org.Visit(new Uri(Org.NativeApp.AuthorizeUrl()).PathAndQuery, headers);
            asked.Location!.ShouldStartWith("/signin?flow=");
            (await Org.Visit(new Uri(Org.NativeApp.AuthorizeUrl(changes: [("prompt", "none")])).PathAndQuery, headers))["iss"].ShouldBe(Org.Issuer);
        }
        await Org.Exchange(HttpMethod.Post, "/api/v1/users?activate=true", Asking.Of("""{"profile":{"login":"linked@example.com","email":"linked@example.com","firstName":"L","lastName":"L"}}"""u8.ToArray(), "application/json"),
            ("Authorization", "SSWS " + Org.Facts.ApiToken), ("X-Forwarded-Host", "evil.example"), ("Host", "localhost:1"));
        var mail = (await Org.Visit("/dev/mail.json")).Text;
        mail.ShouldContain("linked@example.com");
        mail.ShouldContain(Org.Url + "/welcome/");
        mail.ShouldNotContain("evil.example");
        mail.ShouldNotContain("localhost:1/");
    }
}
