using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Web;

/// <summary>Whatever is sent, the answer is a refusal that says so, and never a fault of ours. Threats §1 row 13.</summary>
public sealed class MalformedRequestTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static readonly byte[][] Bodies =
    [
        [], [0], [0xff, 0xfe, 0xfd], "="u8.ToArray(), "&&&&"u8.ToArray(), "a"u8.ToArray(), "%"u8.ToArray(), "%zz=%"u8.ToArray(), "token=%ff%fe&client_id=%c0%80"u8.ToArray(), "grant_type=%00"u8.ToArray(),
        Encoding.UTF8.GetBytes("client_id=" + string.Concat(Enumerable.Repeat("%25", 20_000)) + "41"), Encoding.UTF8.GetBytes("client_id=" + new string('x', 60_000)), Encoding.UTF8.GetBytes("client_id=" + new string('x', 70_000)), Encoding.UTF8.GetBytes(new string('k', 3_000) + "=v"),
        Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Range(0, 500).Select(i => $"p{i}=v"))), Encoding.UTF8.GetBytes(string.Join('&', Enumerable.Repeat("token=x", 150))),
        "{\"client_id\":\"x\"}"u8.ToArray(), "<xml/>"u8.ToArray(), "client_id=\ud83d\ude00&token=\u202e"u8.ToArray(), "client_id[]=x&token[a]=b"u8.ToArray(), "identifier=\0&password=\0"u8.ToArray(), "identifier=%F0%9F%98%80&password=%ff"u8.ToArray(),
    ];

    private static readonly string[] Types =
    [
        "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=nonsense", "application/x-www-form-urlencoded;;;", "APPLICATION/X-WWW-FORM-URLENCODED",
        "application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary=\"" + "y" + "\"", "*/*", "nonsense",
    ];

    private string[] Posts => [.. ((string[])["authorize", "token", "introspect", "revoke", "userinfo", "logout"]).SelectMany(name => (string[])[$"/oauth2/v1/{name}", $"/oauth2/default/v1/{name}"]), "/signin", "/signin?flow=x", "/signout", "/welcome/x", "/reset_password/x"];

    [Fact]
    public async Task No_body_of_any_type_makes_a_post_fail()
    {
        foreach (var (path, type, body) in from path in Posts from type in Types from body in Bodies select (path, type, body))
        {
            var answer = await Org.Exchange(HttpMethod.Post, path, Asking.Of(body, type), ("Accept", "text/html"));
            var what = $"{path} {type} {Encoding.UTF8.GetString(body)[..Math.Min(40, Encoding.UTF8.GetString(body).Length)]} {answer.Text}";
            answer.Status.ShouldBeLessThan(500, what);
            answer.Status.ShouldBeGreaterThanOrEqualTo(path is "/signout" || path.EndsWith("/logout", StringComparison.Ordinal) ? 200 : 400, what);
            answer.Location.ShouldBeNull();
            if (answer.Status == 400 && (path.EndsWith("/token", StringComparison.Ordinal) || path.EndsWith("/introspect", StringComparison.Ordinal) || path.EndsWith("/revoke", StringComparison.Ordinal)))
                JsonNode.Parse(answer.Text)!["error"]!.GetValue<string>().ShouldBe("invalid_request", what);
        }
    }

    [Fact]                                                             // RFC 6749 appendix B: one content type
    public async Task A_form_in_another_wrapping_is_no_form()
    {
        var multipart = "--x\r\nContent-Disposition: form-data; name=\"client_id\"\r\n\r\n" + Org.NativeApp.ClientId + "\r\n--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nx\r\n--x--\r\n";
        var answer = await Org.Exchange(HttpMethod.Post, Org.Issuer + "/v1/introspect", Asking.Of(Encoding.UTF8.GetBytes(multipart), "multipart/form-data; boundary=x"));
        answer.Status.ShouldBe(400);
        answer.Text.ShouldContain("The request body must be application/x-www-form-urlencoded.");
        (await Org.Exchange(HttpMethod.Post, Org.Issuer + "/v1/introspect", Asking.Of(Encoding.UTF8.GetBytes($"client_id={Org.NativeApp.ClientId}&token=x"), "Application/X-WWW-Form-Urlencoded; charset=UTF-8"))).Status.ShouldBe(200);
    }

    [Fact]                                                             // every value of every parameter of every address
    public async Task No_value_in_an_address_makes_a_get_fail()
    {
        string[] values = ["%00", "%ff%fe", "%c0%80", "%ed%a0%80", "%F0%9F%98%80", "%25%32%35%25", string.Concat(Enumerable.Repeat("%25", 3_000)), new string('x', 20_000), "%0d%0aLocation:%20https://evil.example", "[]", "{}", "%E2%80%AE", "'%20or%201=1%20--", "-1", "99999999999999999999", "%", "%2", "%zz", "+", "%0a"];
        var good = Org.NativeApp.AuthorizeUrl();
        string[] parameters = ["client_id", "redirect_uri", "response_type", "scope", "state", "nonce", "code_challenge", "code_challenge_method", "prompt", "max_age", "login_hint", "id_token_hint", "response_mode", "ui_locales", "request", "acr_values", "unknown"];
        foreach (var (name, value) in from name in parameters from value in values select (name, value))
        {
            var answer = await Org.Visit(System.Text.RegularExpressions.Regex.Replace(good, $"([?&]){name}=[^&]*", "$1", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromMinutes(1)) + $"&{name}={value}", ("Accept", "text/html"));
            answer.Status.ShouldBeLessThan(500, $"{name}={value}");
            if (answer.Location is { } location) (location.StartsWith("http://127.0.0.1/callback?error=", StringComparison.Ordinal) || location.StartsWith("/signin?flow=", StringComparison.Ordinal)).ShouldBeTrue(location);
        }
        string[] queries = ["/oauth2/default/v1/logout?id_token_hint=", "/oauth2/default/v1/logout?post_logout_redirect_uri=", "/oauth2/default/v1/logout?state=", "/signin?flow=", "/.well-known/openid-configuration?client_id=", "/oauth2/v1/keys?client_id=", "/api/v1/users?q=", "/api/v1/users?search=", "/api/v1/users?after=", "/api/v1/users?limit=", "/api/v1/apps?q=", "/api/v1/groups?q=", "/api/v1/logs?q=", "/api/v1/logs?since="];
        foreach (var address in from query in queries from value in values select query + value)
            (await Org.Visit(address, ("Authorization", "SSWS " + Org.Facts.ApiToken))).Status.ShouldBeLessThan(500, address);
        string[] paths = ["/oauth2/{0}/v1/authorize", "/oauth2/{0}/.well-known/openid-configuration", "/oauth2/{0}/v1/keys", "/welcome/{0}", "/reset_password/{0}", "/assets/{0}", "/api/internal/v1/developer/redeem/{0}", "/api/v1/users/{0}", "/api/v1/apps/{0}", "/api/v1/groups/{0}", "/{0}"];
        foreach (var address in from path in paths from value in values select path.Replace("{0}", value, StringComparison.Ordinal))
            (await Org.Visit(address, ("Authorization", "SSWS " + Org.Facts.ApiToken))).Status.ShouldBeInRange(200, 499, address);
    }

    [Fact]                                                             // RFC 9110 §15.5.6
    public async Task A_wrong_method_is_405_with_the_right_ones_and_never_a_fault()
    {
        var routes = Org.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToArray();
        // Where one address stands in the place of another's id, what the one does not take is for the other.
        bool IsAnId(string path, string method) => routes.Any(route => route.RoutePattern.RawText!.Contains('{', StringComparison.Ordinal)
            && route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains(method)
            && path.Split('/') is var parts && route.RoutePattern.RawText.Split('/') is var places && parts.Length == places.Length
            && parts.Zip(places).All(pair => pair.Second.StartsWith('{') || pair.First == pair.Second));
        foreach (var route in routes.GroupBy(route => route.RoutePattern.RawText!))
        {
            var path = System.Text.RegularExpressions.Regex.Replace(route.Key.Replace("{server}", "default", StringComparison.Ordinal), "\\{[^}]+\\}", "x", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromMinutes(1));
            var allowed = route.SelectMany(one => one.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods).ToHashSet();
            foreach (var method in (string[])["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "HEAD", "PROPFIND", "get"])
            {
                var answer = await Org.Exchange(new HttpMethod(method), path, null);
                answer.Status.ShouldBeLessThan(500, $"{method} {path}");
                if (allowed.Contains(method.ToUpperInvariant()) || route.Key.Contains('{', StringComparison.Ordinal) || route.Key.StartsWith("/api/", StringComparison.Ordinal) || IsAnId(path, method.ToUpperInvariant())) continue;
                answer.Status.ShouldBe(405, $"{method} {path}");
                answer.Headers["Allow"].ShouldNotBeEmpty();
            }
        }
    }

    [Fact]                                                             // a body ends where its length says, and what follows is the next request
    public async Task Requests_sent_in_one_go_are_each_answered_by_their_own_form()
    {
        string Request(string token, string more) => $"client_id={Org.NativeApp.ClientId}&token={token}" is var form
            ? $"POST /oauth2/default/v1/introspect HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n{more}\r\n{form}" : "";
        var good = (await Org.NativeApp.TokensAsync(Org.Person)).AccessToken;

        var answers = await Org.SendRaw(Request("x", "") + Request(good, "") + Request("y", "Connection: close\r\n"));

        answers.Split("HTTP/1.1 ").Skip(1).Select(answer => (answer[..3], answer.Contains("\"active\":true", StringComparison.Ordinal)))
            .ShouldBe([("200", false), ("200", true), ("200", false)]);
    }

    [Fact]                                                             // what no HTTP library would send
    public async Task Raw_bytes_are_answered_by_4xx_or_a_closed_connection()
    {
        string[] requests =
        [
            "\0\0\0\0\r\n\r\n", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", "GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET / HTTP/1.1\r\nHost: local host\r\n\r\n",
            "GET /" + new string('x', 40_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + new string('x', 70_000) + "\r\n\r\n", "POST /oauth2/v1/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", "POST /oauth2/v1/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n",
            "POST /oauth2/v1/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\nzz\r\n", "POST /oauth2/v1/token HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n-1\r\n", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\nConnection: close\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET http://evil.example/oauth2/v1/keys HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: sid=\u0080\u00ff; lk_browser=\u00ff\r\nConnection: close\r\n\r\n",
        ];
        foreach (var request in requests)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(System.Net.IPAddress.Loopback, new Uri(Org.Url).Port);
            var stream = socket.GetStream();
            try { await stream.WriteAsync(Encoding.Latin1.GetBytes(request)); }
            catch (IOException) { continue; }
            socket.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            string? line = null;
            try { line = await reader.ReadLineAsync(); }
            catch (IOException) { }                                     // closed on us: refused, too
            if (line is not null) line.ShouldMatch("^HTTP/1.1 ([1-4]\\d\\d|505) ", request[..Math.Min(60, request.Length)]);
        }
        (await Org.Visit("/.well-known/openid-configuration")).Status.ShouldBe(200);
    }

    [Fact]                                                             // a page for a person, JSON for a program
    public async Task What_is_not_there_is_said_in_the_callers_language()
    {
        (await Org.Visit("/nowhere", ("Accept", "text/html"))).ShouldBeAnErrorPage(404);
        JsonNode.Parse((await Org.Visit("/api/v1/nowhere")).Text)!["errorCode"]!.GetValue<string>().ShouldBeOneOf("E0000008", "E0000011");
        var program = await Org.Visit("/oauth2/default/v1/nowhere");
        program.Status.ShouldBe(404);
        JsonNode.Parse(program.Text)!["errorCode"]!.GetValue<string>().ShouldBe("E0000008");
        (await Org.Visit("/oauth2/default/v1/nowhere", ("Accept", "text/html"))).ShouldBeAnErrorPage(404);
        foreach (var server in (string[])["ausUnknown", "DEFAULT", "default%20", "default%2f"])
        {
            var unknown = await Org.PostForm($"/oauth2/{server}/v1/token", "grant_type=x");
            unknown.Status.ShouldBe(404, server);
            JsonNode.Parse(unknown.Text)!["errorCode"]!.GetValue<string>().ShouldBeOneOf("E0000007", "E0000008");
        }
    }
}
