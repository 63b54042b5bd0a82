using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Web;

/// <summary>An empty segment is none, an address in the request line is an address, and no path is ever sent back as a place to go. Ruling 9.</summary>
public sealed class EmptySegmentsTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task Addresses_joined_by_concatenation_lead_where_they_were_meant_to()
    {
        (await Org.Read(Org.Url + "//api/v1/org")).ShouldSucceed();
        (await Org.Read(Org.Url + "//api///v1//users//me//")).Status.ShouldNotBe(System.Net.HttpStatusCode.InternalServerError);
        foreach (var issuer in (string[])[Org.Url, Org.Url + "/oauth2/default"])
            foreach (var document in (string[])["openid-configuration", "oauth-authorization-server"])
                JsonNode.Parse((await Org.Visit($"{issuer}//.well-known/{document}")).Text)!["issuer"]!.ToString().ShouldBe(issuer);
        (await Org.Visit(Org.Url + "/.well-known/openid-configuration/oauth2/default/")).Status.ShouldBe(200);
        (await Org.Visit(Org.Issuer + "//v1//keys")).Text.ShouldContain("\"keys\"");
        (await Org.Visit(Org.Url + "//oauth2/default/v1/authorize?x=//y", ("Accept", "text/html"))).ShouldBeAnErrorPage();
    }

    [Fact]                                                             // limits are of the place, not of its spelling
    public async Task Another_spelling_has_the_same_limit()
    {
        await using var strict = await TestOrg.StartAsync(settings => settings with { RateLimitFactor = 0.025 });       // three passwords a minute
        async Task<int> SignIn(string path) => (await strict.Exchange(HttpMethod.Post, strict.Url + path, Asking.Of("""{"username":"a@example.com","password":"x"}"""u8.ToArray(), "application/json"))).Status;
        foreach (var path in (string[])["/api/v1/authn", "//api/v1/authn", "/api//v1///authn"]) (await SignIn(path)).ShouldBe(401);
        (await SignIn("/api/v1//authn")).ShouldBe(429);
    }

    [Fact]
    public async Task A_preflight_is_answered_there_as_well() =>
        (await Org.Exchange(HttpMethod.Options, Org.Url + "//oauth2/default//v1/token", null, ("Origin", "https://a.example"), ("Access-Control-Request-Method", "POST"))).Headers["Access-Control-Allow-Origin"].ShouldBe("https://a.example");

    [Fact]                                                             // RFC 9449 §4.3: the proof names what was called
    public async Task A_proof_may_be_for_the_address_as_it_was_called()
    {
        var app = Org.NativeApp with { Key = new DPoPKey() };
        var tokens = await app.TokensAsync(Org.Person);
        foreach (var path in (string[])["/oauth2/default/v1/userinfo", "/oauth2//default/v1/userinfo"])
            foreach (var named in (string[])["/oauth2/default/v1/userinfo", "//oauth2/default///v1/userinfo"])
                (await Org.Visit(Org.Url + path, ("Authorization", "DPoP " + tokens.AccessToken), ("DPoP", app.Key!.Proof(Org, HttpMethod.Get, new Uri(Org.Url + named), tokens.AccessToken)))).Status.ShouldBe(200, $"{path} {named}");
        (await Org.Visit(Org.Issuer + "/v1/userinfo", ("Authorization", "DPoP " + tokens.AccessToken), ("DPoP", app.Key!.Proof(Org, HttpMethod.Get, new Uri(Org.Url + "/oauth2/default/v1userinfo"), tokens.AccessToken)))).Status.ShouldBe(401);
    }

    [Fact]                                                             // an open redirect by way of the path
    public async Task Nothing_of_the_path_is_a_place_to_go()
    {
        foreach (var path in (string[])["//evil.example/oauth2/v1/authorize", "///evil.example", "//evil.example//..", "/\\evil.example", "//evil.example/signin", "/%2F/evil.example", "//evil.example%2F..%2F/"])
        {
            var answer = await Org.SendRaw($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
            answer.ShouldStartWith("HTTP/1.1 4");
            answer.ShouldNotContain("\nLocation:");
        }
        // The one place that sends a browser back to where it is says it in its own words.
        var again = await Org.Exchange(HttpMethod.Post, Org.Url + "//oauth2///default/v1/authorize/", Asking.Of(System.Text.Encoding.UTF8.GetBytes(new Uri(Org.NativeApp.AuthorizeUrl()).Query[1..]), "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "cross-site"));
        again.Location!.ShouldStartWith("/oauth2/default/v1/authorize?");
    }

    [Theory]                                                           // RFC 9112 §3.2.2; Terraform by way of http_proxy
    [InlineData("GET http://localhost/.well-known/openid-configuration HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData("GET http://localhost:{port}/.well-known/openid-configuration HTTP/1.1\r\nHost: localhost\r\nProxy-Authorization: Basic Og==\r\n")]
    [InlineData("GET http://localhost:{port}//.well-known/openid-configuration HTTP/1.1\r\nHost: elsewhere.example\r\n")]
    [InlineData("GET http://LOCALHOST/.well-known/openid-configuration HTTP/1.1\r\nHost: localhost:{port}\r\nProxy-Connection: Keep-Alive\r\n")]
    [InlineData("GET /.well-known/openid-configuration HTTP/1.1\r\nHost: localhost\r\nProxy-Authorization: Basic Og==\r\n")]
    public async Task A_whole_address_in_the_request_line_is_taken(string request)
    {
        var answer = await Org.SendRaw(request.Replace("{port}", new Uri(Org.Url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal) + "Connection: close\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 200 ");
        answer.ShouldContain($"\"issuer\":\"{Org.Url}\"");
    }
}
