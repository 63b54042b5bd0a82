using System.Text.Json.Nodes;
using Latchkey.Server.Orgs;
using Latchkey.Server.Origins;
using Latchkey.Server.Tests.ManagementApi;
using Latchkey.Server.Web;
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

    /// <summary>A request to a route that is open with credentials; the cookies it was reached with, null when it was not.</summary>
    private async Task<(HttpResponse Answer, string? Cookie)> Ask(string method, string? origin)
    {
        string? cookie = null;
        var cors = new Cors(http =>
        {
            cookie = http.Request.Headers.Cookie.ToString();
            return Task.CompletedTask;
        }, Org.Services.GetRequiredService<TrustedOrigins>());
        var http = new DefaultHttpContext();
        http.Features.Set((await Org.Services.GetRequiredService<OrgDirectory>().Default(default))!);
        http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new ReadableFrom(CrossOrigin.TrustedWithCredentials)), "cookies"));
        (http.Request.Method, http.Request.Headers.Cookie) = (method, "sid=secret");
        if (origin is not null) http.Request.Headers.Origin = origin;
        await cors.Invoke(http);
        return (http.Response, cookie);
    }
}
