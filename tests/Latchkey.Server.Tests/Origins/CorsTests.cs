using System.Text.Json.Nodes;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Origins;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Faces.Management.Origins;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Origins;

/// <summary>Which pages may call, and which may read what comes back. Contract §2.0.</summary>
public sealed class CorsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Refusal = "Browser requests to this endpoint must be made from one of the registered Trusted Origins.";

    private async Task<string> Trust(string origin, string scope = "CORS") => (await Org.Post("/trustedOrigins", new JsonObject
    {
        ["origin"] = origin, ["scopes"] = new JsonArray(new JsonObject { ["type"] = scope }),
    })).ShouldSucceed().Id;

    [Fact]                                                             // contract §2.0: what okta-auth-js asks with a person's session
    public async Task The_pages_of_the_seeded_single_page_app_are_trusted_and_what_it_signs_out_to_is_registered()
    {
        var spa = Org.Facts.Apps.Spa;
        foreach (var origin in spa.RedirectUris!.Select(uri => new Uri(uri).GetLeftPart(UriPartial.Authority)))
        {
            (await Org.Read("/trustedOrigins")).List.Single(one => one!["origin"]!.GetValue<string>() == origin)!["scopes"]!.AsArray().Select(scope => scope!["type"]!.GetValue<string>()).ShouldBe(["CORS", "REDIRECT"]);
            spa.PostLogoutRedirectUris!.ShouldContain(origin);
            (await Org.Visit("/api/v1/sessions/me", ("Origin", origin))).Headers["access-control-allow-credentials"].ShouldBe("true");
        }
    }

    [Fact]                                                             // contract §2.0, CORS
    public async Task A_page_of_a_trusted_origin_may_call_for_any_app_as_long_as_it_is_trusted()
    {
        const string origin = "https://portal.example.com";
        var (tokens, id) = (await Org.NativeApp.TokensAsync(Org.Person), await Trust(origin));
        (await Calls(tokens, origin)).ShouldAllBe(answer => answer.Status == 200 && answer.Headers["Access-Control-Allow-Origin"] == origin && !answer.Headers.ContainsKey("Access-Control-Allow-Credentials"));

        (await Org.Post($"/trustedOrigins/{id}/lifecycle/deactivate")).ShouldSucceed();
        var refused = await Calls(await Org.NativeApp.TokensAsync(Org.Person), origin);
        refused.ShouldAllBe(answer => answer.Status == 400 && !answer.Headers.ContainsKey("Access-Control-Allow-Origin"));
        refused.Select(answer => JsonNode.Parse(answer.Text)!["error_description"]!.ToString())
            .ShouldBe(["Browser requests to the token endpoint must be made from one of the registered Trusted Origins.", Refusal, Refusal, Refusal]);
    }

    [Fact]                                                             // contract §2.0: a Trusted Origin with CORS scope
    public async Task An_origin_trusted_for_redirects_alone_may_not_call()
    {
        await Trust("https://redirects.example.com", "REDIRECT");
        (await Calls(await Org.NativeApp.TokensAsync(Org.Person), "https://redirects.example.com")).ShouldAllBe(answer => answer.Status == 400);
    }

    [Fact]                                                             // contract §2.0
    public async Task A_page_of_the_app_itself_may_introspect_revoke_and_ask_who_it_is()
    {
        var app = await Org.CreateAppAsync("browser", new JsonObject { ["redirect_uris"] = new JsonArray("https://spa.example.com/callback") });
        (await Calls(await app.TokensAsync(Org.Person), "https://spa.example.com", app)).ShouldAllBe(answer => answer.Status == 200);
    }

    /// <summary>/token, /userinfo, /introspect, /revoke, from a page.</summary>
    private async Task<Seen[]> Calls(TestAnswer tokens, string origin, TestApp? by = null)
    {
        var (app, from) = (by ?? Org.NativeApp, ("Origin", origin));
        return
        [
            await Org.PostForm(Org.Issuer + "/v1/token", $"grant_type=refresh_token&client_id={app.ClientId}&refresh_token={tokens.RefreshToken}", from),
            await Org.Visit(Org.Issuer + "/v1/userinfo", from, ("Authorization", "Bearer " + tokens.AccessToken)),
            await Org.PostForm(Org.Issuer + "/v1/introspect", $"client_id={app.ClientId}&token={tokens.AccessToken}", from),
            await Org.PostForm(Org.Issuer + "/v1/revoke", $"client_id={app.ClientId}&token={tokens.RefreshToken}", from),
        ];
    }

    [Fact]                                                             // contract §2.0: session-cookie endpoints
    public async Task What_a_cookie_opens_is_readable_from_trusted_origins_alone_and_elsewhere_the_cookie_is_not_there()
    {
        await Trust("https://cookies.example.com");
        await Trust("https://only-redirects.example.com", "REDIRECT");

        var (trusted, reached) = await Ask("GET", "https://cookies.example.com");
        reached.ShouldBe("sid=secret");
        trusted.Headers.AccessControlAllowOrigin.ToString().ShouldBe("https://cookies.example.com");
        trusted.Headers.AccessControlAllowCredentials.ToString().ShouldBe("true");
        var (preflight, none) = await Ask("OPTIONS", "https://cookies.example.com");
        (preflight.StatusCode, none).ShouldBe((204, null));
        preflight.Headers.AccessControlAllowMethods.ToString().ShouldContain("DELETE");
        preflight.Headers.AccessControlAllowHeaders.ToString().ShouldContain("X-Okta-User-Agent-Extended");

        foreach (var origin in (string[])["https://evil.example", "null", "https://only-redirects.example.com", "https://cookies.example.com.evil.example", "HTTPS://COOKIES.EXAMPLE.COM"])
        {
            var (stranger, cookie) = await Ask("GET", origin);
            cookie.ShouldBe("", origin);
            stranger.Headers.ShouldNotContainKey("Access-Control-Allow-Origin");
            stranger.Headers.ShouldNotContainKey("Access-Control-Allow-Credentials");
            stranger.Headers.Vary.ToString().ShouldContain("Origin");
        }
        (await Ask("GET", Org.Url)).Cookie.ShouldBe("sid=secret");      // the org's own pages
        (await Ask("GET", null)).Cookie.ShouldBe("sid=secret");         // no page at all
    }

    [Fact]                                                             // threats §1 row 3: a stranger's page signs nobody in here
    public async Task A_page_of_nobody_we_know_leaves_no_cookie_and_sends_no_json_under_another_name()
    {
        await Trust("https://own-pages.example.com");
        var app = await Org.IdxApp();
        foreach (var (origin, keeps) in ((string, bool)[])[("https://evil.example", false), ("null", false), ("https://own-pages.example.com", true), (Org.Url, true)])
        {
            var body = new JsonObject
            {
                ["stateHandle"] = (await app.Introspect())["stateHandle"], ["identifier"] = Org.Person.Login, ["credentials"] = IdxWalk.Passcode(Org.Person.Password),
            };
            var bytes = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
            foreach (var type in (string[])["text/plain; x=json", "text/json", "application/x-www-form-urlencoded; json"])
                (await Org.Exchange(HttpMethod.Post, "/idp/idx/identify", Asking.Of(bytes, type), ("Origin", origin))).Status.ShouldBe(415, type);
            (await Org.Exchange(HttpMethod.Post, "/idp/idx/identify", new ByteArrayContent(bytes), ("Origin", origin))).Status.ShouldBe(415);
            var answer = await Org.Exchange(HttpMethod.Post, "/idp/idx/identify", Asking.Of(bytes, "application/json"), ("Origin", origin));
            answer.Status.ShouldBe(200, answer.Text);
            answer.Headers.ContainsKey("Set-Cookie").ShouldBe(keeps, origin);
        }
    }

    private Task<Seen> Preflight(string path, string method, string headers, string origin = "https://spa.example.com") =>
        Org.Exchange(HttpMethod.Options, path, null, ("Origin", origin), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", headers));

    private static string[] Listed(Seen answer, string header) => [.. answer.Headers[header].Split(',', StringSplitOptions.TrimEntries).Select(name => name.ToLowerInvariant())];

    [Fact]                                                             // what tracing, frameworks and SDKs add to every request
    public async Task A_page_may_send_whatever_headers_its_scripts_add()
    {
        await Trust("https://spa.example.com");
        const string wanted = "authorization,baggage,content-type,dpop,sentry-trace,traceparent,tracestate,x-datadog-trace-id,x-device-fingerprint,x-okta-user-agent-extended,x-requested-with";
        foreach (var (path, method) in ((string, string)[])
            [("/.well-known/openid-configuration", "GET"), ("/oauth2/v1/keys", "GET"), ("/oauth2/default/v1/token", "POST"), ("/oauth2/default/v1/par", "POST"), ("/oauth2/default/v1/introspect", "POST"), ("/oauth2/default/v1/revoke", "POST"),
             ("/oauth2/default/v1/device/authorize", "POST"), ("/oauth2/default/v1/userinfo", "GET"), ("/api/v1/authn", "POST"), ("/api/v1/sessions/me", "DELETE"), ("/oauth2/v1/clients", "POST")])
        {
            var answer = await Preflight(path, method, wanted);
            answer.Status.ShouldBe(204, path);
            answer.Headers["Access-Control-Allow-Origin"].ShouldBeOneOf("*", "https://spa.example.com");
            answer.Headers["Access-Control-Allow-Methods"].ShouldContain(method);
            wanted.Split(',').Except(Listed(answer, "Access-Control-Allow-Headers")).ShouldBeEmpty();
            answer.Headers["Vary"].ShouldContain("Access-Control-Request-Headers");
            answer.Headers.ContainsKey("Access-Control-Allow-Credentials").ShouldBe(path.StartsWith("/api/", StringComparison.Ordinal));
        }
    }

    [Theory]                                                           // RFC 9110 §5.6.2: what is no list of names is not repeated
    [InlineData("x y"), InlineData("a;b"), InlineData("<script>"), InlineData("a,b\"c"), InlineData("a:b"), InlineData(",,")]
    public async Task What_is_no_list_of_names_is_not_sent_back(string asked)
    {
        var answer = await Preflight("/oauth2/default/v1/token", "POST", asked);
        answer.Status.ShouldBe(204);
        Listed(answer, "Access-Control-Allow-Headers").ShouldContain("authorization");
        answer.Headers["Access-Control-Allow-Headers"].ShouldNotContain(asked.Length > 2 ? asked : "\0");
    }

    [Fact]
    public async Task Nothing_of_a_preflight_makes_a_long_head()
    {
        var answer = await Preflight("/oauth2/default/v1/token", "POST", string.Join(',', Enumerable.Range(0, 500).Select(i => $"x-{i}")), "https://" + new string('a', 5_000));
        answer.Headers.Sum(header => header.Value.Length).ShouldBeLessThan(2_000);
        answer.Headers.ShouldNotContainKey("Access-Control-Allow-Origin");
        // Nor does a cookie count for an origin that is too long to be one.
        (await Ask("GET", "https://" + new string('a', 5_000))).Cookie.ShouldBe("");
        (await Ask("OPTIONS", null)).Answer.StatusCode.ShouldBe(204);
    }

    [Fact]                                                             // ruling 16
    public async Task Pages_may_register_clients_while_anybody_may()
    {
        await using var org = await TestOrg.StartAsync();
        (string, string)[] page = [("Origin", "https://spa.example.com")];
        (string, string)[] preflight = [.. page, ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type")];
        Task<Seen> Register() => org.Exchange(HttpMethod.Post, "/oauth2/v1/clients", Asking.Of("""{"client_name":"Page","redirect_uris":["https://spa.example.com/cb"],"application_type":"browser"}"""u8.ToArray(), "application/json"), page);

        (await org.Exchange(HttpMethod.Options, "/oauth2/v1/clients", null, preflight)).Headers["Access-Control-Allow-Origin"].ShouldBe("*");
        var registered = await Register();
        registered.Status.ShouldBe(201, registered.Text);
        registered.Headers["Access-Control-Allow-Origin"].ShouldBe("*");
        registered.Headers.ShouldNotContainKey("Access-Control-Allow-Credentials");
        var client = JsonNode.Parse(registered.Text)!["client_id"]!;
        foreach (var method in (string[])["GET", "PUT", "DELETE"])
            (await org.Exchange(HttpMethod.Options, $"/oauth2/v1/clients/{client}", null, [.. page, ("Access-Control-Request-Method", method)])).Headers["Access-Control-Allow-Methods"].ShouldBe(method == "GET" ? "GET, HEAD" : method);

        (await org.Put("/org/settings/clientRegistration", new JsonObject { ["open"] = false })).ShouldSucceed();
        var closed = await org.Exchange(HttpMethod.Options, "/oauth2/v1/clients", null, preflight);
        closed.Status.ShouldBe(204);
        closed.Headers.ShouldNotContainKey("Access-Control-Allow-Origin");
        var refused = await Register();
        refused.Status.ShouldBe(401);
        refused.Headers.ShouldNotContainKey("Access-Control-Allow-Origin");
    }

    [Fact]                                                             // what okta-auth-js and its like read
    public async Task Pages_may_read_what_clients_live_by()
    {
        var exposed = Listed(await Org.Visit("/oauth2/v1/keys", ("Origin", "https://spa.example.com")), "Access-Control-Expose-Headers");
        foreach (var header in (string[])["x-okta-request-id", "x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset", "retry-after", "dpop-nonce", "www-authenticate", "link", "date"]) exposed.ShouldContain(header);
        // Kept by a cache for a page that asks later.
        (await Org.Visit("/oauth2/v1/keys")).Headers["Access-Control-Allow-Origin"].ShouldBe("*");
        // The management API is no page's.
        (await Org.Visit("/api/v1/users", ("Origin", "https://spa.example.com"))).Headers.ShouldNotContainKey("Access-Control-Allow-Origin");
    }

    /// <summary>A request to a route that is open with credentials; the cookies it was reached with, null when it was not.</summary>
    private async Task<(HttpResponse Answer, string? Cookie)> Ask(string method, string? origin)
    {
        string? cookie = null;
        var cors = new Cors(http =>
        {
            cookie = http.Request.Headers.Cookie.ToString();
            return Task.CompletedTask;
        }, Org.Services.GetRequiredService<TrustedOrigins>(), Org.Services.GetRequiredService<ServerSettings>());
        var http = new DefaultHttpContext();
        http.Features.Set((await Org.Services.GetRequiredService<OrgDirectory>().Default(default))!);
        http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new ReadableFrom(CrossOrigin.TrustedWithCredentials)), "cookies"));
        (http.Request.Method, http.Request.Headers.Cookie) = (method, "sid=secret");
        if (origin is not null) http.Request.Headers.Origin = origin;
        await cors.Invoke(http);
        return (http.Response, cookie);
    }
}
