
namespace Latchkey.Server.Tests.ManagementApi;

/// <summary>Heads as Okta's SDKs write and read them, byte for byte.</summary>
public sealed class OnTheWireTests(OrgFixture fixture) : OrgTest(fixture)
{
    private Task<string> Get(string path, string authorization) =>
        Org.SendRaw($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {authorization}\r\nConnection: close\r\n\r\n");

    [Fact]                                                             // Java up to 24.0 looks for "link" in a case-sensitive map, Go cuts at the first semicolon, Python keeps the last
    public async Task Links_are_two_headers_in_small_letters_self_first_and_next_last()
    {
        for (var i = 0; i < 3; i++) await Org.CreatePersonAsync();
        var head = Wire.Head(await Get("/api/v1/users?limit=2&q=&x=a,b;c%3Bd%2Ce%20f&search=" + Uri.EscapeDataString("status eq \"ACTIVE\""), "SSWS " + Org.Facts.ApiToken));
        head[0].ShouldBe("HTTP/1.1 200 OK");
        var links = head.Where(line => line.StartsWith("link:", StringComparison.OrdinalIgnoreCase)).ToArray();
        links.Length.ShouldBe(2);
        links[0].ShouldMatch($"^link: <{Org.Url}/api/v1/users\\?[^<>,;\\s]*>; rel=\"self\"$");
        links[1].ShouldMatch($"^link: <{Org.Url}/api/v1/users\\?[^<>,;\\s]*after=[A-Za-z0-9_-]+>; rel=\"next\"$");
        foreach (var name in (string[])["x-okta-request-id", "x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset"]) head.Count(line => line.StartsWith(name + ": ", StringComparison.Ordinal)).ShouldBe(1, name);
        head.Count(line => line.StartsWith("Date: ", StringComparison.Ordinal)).ShouldBe(1);

        // A path may have them, too.
        Wire.Head(await Get("/api/v1/authorizationServers/default/clients;v=1,2", "SSWS " + Org.Facts.ApiToken))[0].ShouldStartWith("HTTP/1.1 404");
    }

    [Fact]                                                             // Python 3.x and the MCP server; RFC 9110 §11.1 for the case of schemes
    public async Task A_missing_blank_after_the_scheme_is_read_here_and_nowhere_else()
    {
        using var key = new AppKey();
        var service = await SigningApp.Create(Org, "private_key_jwt", key, "service", ["okta.users.read"]);
        var bearer = (await service.TokenAsync(Org.Url, "okta.users.read")).AccessToken;
        var ssws = Org.Facts.ApiToken;

        foreach (var good in (string[])[$"SSWS {ssws}", $"SSWS{ssws}", $"ssws {ssws}", $"sSwS{ssws}", $"SSWS   {ssws}", $"Bearer {bearer}", $"Bearer{bearer}", $"bearer{bearer}", $"BEARER  {bearer}"])
            (await Get("/api/v1/users", good)).ShouldStartWith("HTTP/1.1 200 ", Case.Sensitive, good[..10]);
        foreach (var bad in (string[])[$"SSWS,{ssws}", $"SSWS={ssws}", $"SSWS:{ssws}", $"SSW{ssws}", $"xSSWS{ssws}", ssws, bearer, $"Bearer{ssws}", $"SSWS{bearer}", $"Bearer:{bearer}", $"Token{bearer}", $"DPoP{bearer}", $"Basic{ssws}", "SSWS", "Bearer", "SSWS00", "Bearerey"])
            (await Get("/api/v1/users", bad)).ShouldStartWith("HTTP/1.1 401 ", Case.Sensitive, bad[..Math.Min(10, bad.Length)]);

        var tokens = await Org.NativeApp.TokensAsync(Org.Person);
        (await Get("/oauth2/default/v1/userinfo", "bearer " + tokens.AccessToken)).ShouldStartWith("HTTP/1.1 200 ");
        (await Get("/oauth2/default/v1/userinfo", "Bearer" + tokens.AccessToken)).ShouldStartWith("HTTP/1.1 401 ");
        (await Get("/oauth2/v1/clients", "SSWS" + ssws)).ShouldStartWith("HTTP/1.1 401 ");
        (await Get("/oauth2/v1/clients", "SSWS " + ssws)).ShouldStartWith("HTTP/1.1 200 ");
    }
}
