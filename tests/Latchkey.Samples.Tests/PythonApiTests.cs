using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Latchkey.Samples.Tests;

/// <summary>The Python of docs/guide/protect-your-api.md, run as it stands there by Debian's Python, with tokens that a real org signed and with others.</summary>
public sealed class PythonApiTests : SampleTest
{
    private const string Python = "/usr/bin/python3";

    private string api = "";

    [Fact]
    public async Task What_the_guide_prints_checks_issuer_audience_end_algorithm_and_scope()
    {
        api = await Started(Org.Issuer);
        (await Get("/")).ShouldBe((HttpStatusCode.OK, "", "Hello"));
        (await Get("/orders")).ShouldBe((HttpStatusCode.Unauthorized, "Bearer realm=\"api://default\"", ""));

        var token = await Org.MintAccessTokenAsync(["openid"], Org.Person);
        (await Get("/orders", token)).ShouldBe((HttpStatusCode.OK, "", $"The orders of {Org.Person.Login}"));
        (await Get("/warehouse", token)).ShouldBe((HttpStatusCode.Forbidden, "Bearer error=\"insufficient_scope\", scope=\"orders:read\"", ""));
        (await Get("/warehouse", await Org.MintAccessTokenAsync(["orders:read"]))).Status.ShouldBe(HttpStatusCode.OK);

        await ShouldBeRefused(token[..^2] + (token[^2] == 'A' ? "BA" : "AA"), "another signature");
        await ShouldBeRefused("rubbish", "no token at all");
        await ShouldBeRefused(Unsigned(token), "no signature");
        foreach (var (claim, value) in new (string, JsonNode?)[] { ("iss", "https://another.example"), ("iss", null), ("aud", "api://another"), ("aud", null), ("exp", 1), ("exp", null) })
            await ShouldBeRefused(await Org.MintAccessTokenAsync(["openid"], Org.Person, claims: new() { [claim] = value }), $"{claim} is {value}");
        await ShouldBeRefused(await Org.MintAccessTokenAsync(["openid"], Org.Person, Org.NativeApp with { Key = new DPoPKey() }), "bound to a key that was not shown");
    }

    [Fact]
    public async Task While_the_server_is_away_nobodys_token_is_wrong()
    {
        api = await Started($"http://localhost:{FreePort()}/oauth2/default");
        (await Get("/orders", await Org.MintAccessTokenAsync(["openid"], Org.Person))).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    private async Task<string> Started(string issuer)
    {
        var file = Path.Combine(Folder, "api.py");
        await File.WriteAllTextAsync(file, ApiGuide.Pieces("python").Single());
        var program = Until(RunningProgram.StartAny("the Python API (apt-get install python3-jwt python3-cryptography)", Python, [file],
            new Dictionary<string, string> { ["ISSUER"] = issuer, ["PORT"] = "0", ["PYTHONDONTWRITEBYTECODE"] = "1" }, Folder));
        return (await program.SaysMatch("Listening on (.*)")).found;
    }

    private async Task ShouldBeRefused(string token, string why)
    {
        var (status, challenge, _) = await Get("/orders", token);
        status.ShouldBe(HttpStatusCode.Unauthorized, why);
        challenge.ShouldStartWith("Bearer error=\"invalid_token\"", Case.Sensitive, why);
    }

    /// <summary>The same claims under <c>alg: none</c>.</summary>
    private static string Unsigned(string token) => $"{System.Buffers.Text.Base64Url.EncodeToString("{\"alg\":\"none\"}"u8)}.{token.Split('.')[1]}.";

    private async Task<(HttpStatusCode Status, string Challenge, string Body)> Get(string path, string? token = null)
    {
        using var http = new HttpClient { BaseAddress = new Uri(api) };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.GetAsync(path);
        return (answer.StatusCode, answer.Headers.WwwAuthenticate.ToString(), await answer.Content.ReadAsStringAsync());
    }
}
