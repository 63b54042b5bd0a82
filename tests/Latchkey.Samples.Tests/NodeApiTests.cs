using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Latchkey.Samples.Tests;

public sealed class NodeApiTests : SampleTest
{
    private static readonly string Sample = Path.Combine(Repository.Root, "samples", "node-api");

    [Fact]                                                             // contract §7.2
    public async Task Oktas_verifier_guards_an_api_with_our_tokens()
    {
        await Install();
        var api = Until(RunningProgram.StartAny("the Node API", "node", ["server.js"], new Dictionary<string, string> { ["ISSUER"] = Org.Issuer, ["PORT"] = "0" }, Sample));
        var (_, address) = await api.SaysMatch("Listening on (.*)");
        using var http = new HttpClient { BaseAddress = new Uri(address) };

        (await Get(http, "/hello")).Status.ShouldBe(HttpStatusCode.OK);
        (await Get(http, "/whoami")).ShouldBe((HttpStatusCode.Unauthorized, "{\"error\":\"A token is needed.\"}"));
        var token = await Org.MintAccessTokenAsync(["openid"], Org.Person);
        (await Get(http, "/whoami", token)).Body.ShouldContain($"\"sub\":\"{Org.Person.Login}\"");
        (await Get(http, "/whoami", token[..^2] + (token[^2] == 'A' ? "BA" : "AA"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var bound = await Org.MintAccessTokenAsync(["openid"], Org.Person, Org.NativeApp with { Key = new DPoPKey() });
        (await Get(http, "/whoami", bound)).Status.ShouldBe(HttpStatusCode.Unauthorized, "its owner's key was not shown");
        (await Get(http, "/warehouse", token)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Get(http, "/warehouse", await Org.MintAccessTokenAsync(["orders:read"]))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void What_the_guide_prints_is_the_sample()
    {
        var sample = File.ReadAllText(Path.Combine(Sample, "server.js"));
        var pieces = ApiGuide.Pieces("js").ToList();
        pieces.Count.ShouldBe(2);
        // The issuer is the reader's in the guide and this machine's in the sample.
        foreach (var piece in pieces) sample.ShouldContain(piece.Replace("https://id.example.com/oauth2/default", "http://localhost:8080/oauth2/default", StringComparison.Ordinal), Case.Sensitive);
    }

    /// <summary>As the lock file says; once, until that changes.</summary>
    private static async Task Install()
    {
        var wanted = await File.ReadAllTextAsync(Path.Combine(Sample, "package-lock.json"));
        var installed = Path.Combine(Sample, "node_modules", ".installed");
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == wanted) return;
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--silent"]) { WorkingDirectory = Sample })!;
        await npm.WaitForExitAsync();
        npm.ExitCode.ShouldBe(0);
        await File.WriteAllTextAsync(installed, wanted);
    }

    private static async Task<(HttpStatusCode Status, string Body)> Get(HttpClient http, string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
