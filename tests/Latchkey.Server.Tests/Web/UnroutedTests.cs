using System.Text.Json.Nodes;

namespace Latchkey.Server.Tests.Web;

/// <summary>What is not there, and what is there for another method: JSON for programs, a page for people.</summary>
public sealed class UnroutedTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static readonly string[] BelowAnApi =
    [
        "/api/v1/nowhere", "/api/v2/users", "/api/", "/api", "/oauth2/nowhere", "/oauth2/default/v1/nowhere", "/oauth2/v1/clients/x/y/z", "/idp/idx/nowhere", "/idp/nowhere", "/integrations/api/v1/api-services",
        "/attack-protection/api/v1/nothing-of-it", "/device-access/api/v1/desktop-mfa", "/privileged-access/api/v1/x", "/okta-personal-settings/api/v1/x", "/.well-known/nowhere", "/.well-known/webfinger", "//integrations//api/v1/x",
    ];

    private static readonly string?[] Programs = [null, "*/*", "application/json", "application/json, text/plain, */*", "application/json; okta-version=1.0.0", "application/scim+json", "text/html;q=0.1, application/json", "image/avif", "nonsense", ""];

    private static readonly string[] Browsers = ["text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "text/html, application/json;q=0.5"];

    private Task<Seen> Ask(HttpMethod method, string path, string? accept) => accept is null ? Org.Exchange(method, Org.Url + path, null) : Org.Exchange(method, Org.Url + path, null, ("Accept", accept));

    [Fact]                                                             // ruling 12
    public async Task Below_an_api_a_program_is_told_in_json_and_a_person_on_a_page()
    {
        foreach (var path in BelowAnApi)
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post, HttpMethod.Put])
            {
                foreach (var accept in Programs)
                {
                    var answer = await Ask(method, path, accept);
                    answer.Status.ShouldBe(404, $"{method} {path} {accept}");
                    answer.Headers["Content-Type"].ShouldBe("application/json");
                    JsonNode.Parse(answer.Text)!["errorCode"]!.ToString().ShouldBe("E0000008");
                }
                foreach (var accept in Browsers) (await Ask(method, path, accept)).ShouldBeAnErrorPage(404);
            }
    }

    [Fact]
    public async Task Elsewhere_a_page_is_missing_unless_json_was_asked_for()
    {
        foreach (var path in (string[])["/nowhere", "/apiary", "/signin/x/y", "/oauth2x"])
        {
            foreach (var accept in (string?[])[null, "*/*", .. Browsers]) (await Ask(HttpMethod.Get, path, accept)).ShouldBeAnErrorPage(404);
            JsonNode.Parse((await Ask(HttpMethod.Get, path, "application/json")).Text)!["errorCode"]!.ToString().ShouldBe("E0000008");
        }
    }

    [Fact]                                                             // a typing mistake in the issuer, which its app shows to a person
    public async Task A_page_of_a_server_that_is_not_there_is_a_page_for_a_person_and_json_for_a_program()
    {
        foreach (var path in (string[])["/oauth2/ausUnknown/v1/authorize?client_id=x", "/oauth2/ausUnknown/v1/logout", "//oauth2/Default/v1/authorize"])
        {
            foreach (var accept in Browsers) (await Ask(HttpMethod.Get, path, accept)).ShouldBeAnErrorPage(404, "(AuthorizationServer)");
            foreach (var accept in (string?[])[null, "*/*", "application/json"])
            {
                var answer = await Ask(HttpMethod.Get, path, accept);
                (answer.Status, answer.Headers["Content-Type"]).ShouldBe((404, "application/json"), path);
                JsonNode.Parse(answer.Text)!["errorCode"]!.ToString().ShouldBe("E0000007");
            }
        }
        foreach (var accept in Browsers)                               // what no person looks at stays what it is
            (await Ask(HttpMethod.Get, "/oauth2/ausUnknown/v1/keys", accept)).Headers["Content-Type"].ShouldBe("application/json");
    }

    [Fact]                                                             // RFC 9110 §15.5.6
    public async Task A_wrong_method_names_the_right_ones_in_the_same_two_shapes()
    {
        foreach (var (method, path, allowed) in ((HttpMethod, string, string)[])
            [(HttpMethod.Patch, "/api/v1/users", "GET"), (HttpMethod.Get, "/oauth2/default/v1/token", "POST"), (HttpMethod.Delete, "/.well-known/openid-configuration", "HEAD"), (HttpMethod.Put, "/api/v1/authn", "POST"), (HttpMethod.Patch, "/oauth2/v1/clients", "POST")])
        {
            foreach (var accept in Programs)
            {
                var answer = await Ask(method, path, accept);
                answer.Status.ShouldBe(405, $"{method} {path} {accept}");
                answer.Headers["Allow"].ShouldContain(allowed);
                answer.Headers["Content-Type"].ShouldBe("application/json");
                JsonNode.Parse(answer.Text)!["errorCode"]!.ToString().ShouldBe("E0000022");
            }
            foreach (var accept in Browsers)
            {
                var page = await Ask(method, path, accept);
                page.ShouldBeAnErrorPage(405);
                page.Headers["Allow"].ShouldContain(allowed);
            }
        }
        (await Ask(HttpMethod.Put, "/signin", null)).ShouldBeAnErrorPage(405);
    }

    [Fact]                                                             // contract §3.0 and §2.0
    public async Task Below_an_api_what_is_not_there_says_its_limit_and_is_readable_where_the_api_is()
    {
        const string trusted = "https://unrouted.example.com", stranger = "https://stranger.example.com";
        (await Org.Post("/trustedOrigins", new JsonObject { ["origin"] = trusted, ["scopes"] = new JsonArray(new JsonObject { ["type"] = "CORS" }) })).ShouldSucceed();
        foreach (var (method, path, status) in ((HttpMethod, string, int)[])
            [(HttpMethod.Get, "/api/v1/nowhere", 404), (HttpMethod.Patch, "/api/v1/users", 405), (HttpMethod.Get, "/oauth2/default/v1/nowhere", 404), (HttpMethod.Get, "/oauth2/default/v1/token", 405)])
            foreach (var origin in (string[])[trusted, stranger])
            {
                var answer = await Org.Exchange(method, Org.Url + path, null, ("Origin", origin));
                answer.Status.ShouldBe(status, path);
                foreach (var header in (string[])["x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset"]) answer.Headers.ShouldContainKey(header, path);
                if (origin == trusted || path[1] == 'o') answer.Headers["Access-Control-Allow-Origin"].ShouldBe(origin, path);
                else answer.Headers.ShouldNotContainKey("Access-Control-Allow-Origin", path);
            }
        var preflight = await Org.Exchange(HttpMethod.Options, Org.Url + "/api/v1/nowhere", null, ("Origin", trusted), ("Access-Control-Request-Method", "GET"));
        (preflight.Status, preflight.Headers["Access-Control-Allow-Origin"]).ShouldBe((204, trusted));
        // What has no such method is not opened beforehand either.
        (await Org.Exchange(HttpMethod.Options, Org.Url + "/api/v1/users", null, ("Origin", trusted), ("Access-Control-Request-Method", "POST"))).Status.ShouldBe(405);
    }
}
