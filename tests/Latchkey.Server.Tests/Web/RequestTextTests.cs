using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Web;

/// <summary>Bodies are UTF-8, whatever their kind, and a refusal looks as every refusal there does.</summary>
public sealed class RequestTextTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static readonly string[] Others = ["utf-7", "UTF-7", "utf-16", "utf-16le", "utf-32", "iso-8859-1", "us-ascii", "windows-1252", "shift_jis", "nonsense", "\"utf-7\"", "utf-8-sig"];

    private Task<Seen> Post(string path, string body, string type, params (string, string)[] headers) => Org.Exchange(HttpMethod.Post, path, Asking.Of(Encoding.UTF8.GetBytes(body), type), headers);

    [Fact]                                                             // RFC 6749 §5.2, appendix B
    public async Task A_form_in_another_charset_is_a_bad_request_at_every_endpoint()
    {
        foreach (var charset in Others)
        {
            foreach (var endpoint in (string[])["token", "introspect", "revoke", "par", "device/authorize", "bc/authorize"])
            {
                var answer = await Post($"/oauth2/default/v1/{endpoint}", "grant_type=client_credentials&token=x", "application/x-www-form-urlencoded; charset=" + charset);
                answer.Status.ShouldBe(400, $"{endpoint} {charset}");
                JsonNode.Parse(answer.Text)!["error"]!.ToString().ShouldBe("invalid_request");
            }
            (await Post("/oauth2/default/v1/userinfo", "access_token=x", "application/x-www-form-urlencoded; charset=" + charset)).Status.ShouldBe(400);
            foreach (var page in (string[])["/oauth2/default/v1/authorize", "/oauth2/v1/logout", "/signin", "/signup", "/activate", "/welcome/x", "/reset_password/x"])
                (await Post(page, "identifier=x", "application/x-www-form-urlencoded; charset=" + charset, ("Accept", "text/html"))).ShouldBeAnErrorPage();
        }
    }

    [Fact]                                                             // RFC 8259 §8.1
    public async Task Json_in_another_charset_is_an_unsupported_type()
    {
        foreach (var charset in Others)
        {
            foreach (var path in (string[])["/api/v1/authn", "/api/v1/users", "/api/v1/apps"])
            {
                var answer = await Post(path, "{}", "application/json; charset=" + charset, ("Authorization", "SSWS " + Org.Facts.ApiToken));
                answer.Status.ShouldBe(415, $"{path} {charset}");
                JsonNode.Parse(answer.Text)!["errorCode"]!.ToString().ShouldBe("E0000021");
            }
            JsonNode.Parse((await Post("/oauth2/v1/clients", "{}", "application/json; charset=" + charset)).Text)!["error"]!.ToString().ShouldBe("invalid_request");
        }
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded"), InlineData("application/x-www-form-urlencoded;charset=UTF-8"), InlineData("application/x-www-form-urlencoded; charset=\"utf-8\""), InlineData("application/x-www-form-urlencoded; Charset=utf8"), InlineData("application/x-www-form-urlencoded; boundary=x")]
    public async Task UTF_8_is_taken_said_or_not(string type) =>
        (await Post("/oauth2/default/v1/introspect", $"client_id={Org.NativeApp.ClientId}&token=x", type)).Text.ShouldBe("""{"active":false}""");

    [Fact]
    public async Task What_has_no_body_has_no_charset()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Org.Url + "/api/v1/org") { Content = new ByteArrayContent([]) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=iso-8859-1").ShouldBeTrue();      // the Java SDK sends one with every GET
        using var answer = await Org.Api.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task A_compressed_body_is_not_guessed_at()
    {
        using var content = Asking.Of([0x1f, 0x8b, 8, 0], "application/x-www-form-urlencoded");
        content.Headers.ContentEncoding.Add("gzip");
        (await Org.Exchange(HttpMethod.Post, Org.Issuer + "/v1/token", content)).Text.ShouldContain("invalid_request");
    }

    [Fact]                                                             // at no route whatsoever
    public async Task No_charset_makes_any_route_fail()
    {
        foreach (var route in Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = System.Text.RegularExpressions.Regex.Replace(route.RoutePattern.RawText!.Replace("{server}", "default", StringComparison.Ordinal), "\\{[^}]+\\}", "x", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromMinutes(1));
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(method => method is "POST" or "PUT" or "DELETE"))
                foreach (var type in (string[])["application/x-www-form-urlencoded", "application/json"])
                {
                    var answer = await Org.Exchange(new HttpMethod(method), path, Asking.Of("{}"u8.ToArray(), type + "; charset=utf-7"), ("Authorization", "SSWS " + Org.Facts.ApiToken));
                    answer.Status.ShouldBeInRange(400, 499, $"{method} {path}");
                }
        }
    }
}
