using System.Text.RegularExpressions;
using Latchkey.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Web;

/// <summary>RFC 8259 §11: application/json has no charset. Okta's Java SDKs read an empty body where one is named.</summary>
public sealed partial class JsonTypeTests(OrgFixture fixture) : OrgTest(fixture)
{
    [GeneratedRegex("\\{[^}]+\\}")]
    private static partial Regex Parameter();

    [Fact]
    public async Task Every_answer_in_json_says_exactly_that()
    {
        var tokens = await Org.NativeApp.TokensAsync(Org.Person);
        var seen = new Dictionary<string, int>();
        foreach (var route in Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = Parameter().Replace(route.RoutePattern.RawText!.Replace("{server}", "default", StringComparison.Ordinal).Replace("{serverId}", "default", StringComparison.Ordinal), "me");
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(method => method is not ("HEAD" or "OPTIONS" or "DELETE")))
                foreach (var (type, body) in ((string, string)[])[("application/json", "{}"), ("application/x-www-form-urlencoded", $"client_id={Org.NativeApp.ClientId}&token={tokens.AccessToken}&scope=openid")])
                    foreach (var authorization in (string[])["SSWS " + Org.Facts.ApiToken, "Bearer " + tokens.AccessToken, ""])
                    {
                        using var content = method == "GET" ? null : Asking.Of(System.Text.Encoding.UTF8.GetBytes(body), type);
                        var answer = await Org.Exchange(new HttpMethod(method), path, content, authorization.Length == 0 ? [] : [("Authorization", authorization)]);
                        if (!answer.Headers.TryGetValue("Content-Type", out var said) || !said.Contains("json", StringComparison.OrdinalIgnoreCase)) continue;
                        // Okta's own type for these documents (contract §4).
                        said.ShouldBe(path.StartsWith("/idp/idx/", StringComparison.Ordinal) ? "application/ion+json; okta-version=1.0.0" : "application/json", $"{method} {path}");
                        seen[$"{answer.Status}"] = seen.GetValueOrDefault($"{answer.Status}") + 1;
                    }
        }
        foreach (var status in (string[])["200", "400", "401", "404"]) seen.ShouldContainKey(status);
    }

    [Fact]
    public async Task So_do_tokens_and_everything_that_comes_of_them()
    {
        var app = Org.NativeApp;
        var tokens = await app.TokensAsync(Org.Person);
        foreach (var answer in (TestAnswer[])
            [tokens, await app.RefreshAsync(tokens.RefreshToken), await app.IntrospectAsync(tokens.AccessToken), await app.UserInfoAsync(tokens.AccessToken), await app.PostAsync("/device/authorize", ("scope", "openid")), await app.TokenAsync(("grant_type", "x"))])
            answer.Headers["Content-Type"].ShouldBe("application/json", answer.Text);
        foreach (var path in (string[])["/.well-known/okta-organization", "/oauth2/v1/keys", "/dev/mail.json", "/api/v1/nowhere", "/healthz"])
            (await Org.Visit(path)).Headers["Content-Type"].ShouldBe("application/json", path);
    }
}
