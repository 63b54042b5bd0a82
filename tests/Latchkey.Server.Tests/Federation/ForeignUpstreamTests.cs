using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Federation;

/// <summary>People come from providers as they are: oidc-provider 9, whose ID tokens name nobody, and a second Latchkey.</summary>
public sealed class ForeignUpstreamTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static JsonObject Provider(string type, string issuer, string clientId, string secret) => new()
    {
        ["type"] = type,
        ["name"] = $"Foreign {Secrets.Digits(8)}",
        ["protocol"] = new JsonObject
        {
            ["type"] = "OIDC",
            ["issuer"] = new JsonObject { ["url"] = issuer },
            ["credentials"] = new JsonObject { ["client"] = new JsonObject { ["client_id"] = clientId, ["client_secret"] = secret } },
        },
    };

    [Fact]
    public async Task Another_latchkey_signs_people_in()
    {
        await using var other = await TestOrg.StartAsync(clock: Clock);
        var app = await other.CreateAppAsync("web", new JsonObject { ["redirect_uris"] = new JsonArray(Org.Url + UpstreamWalk.Callback), ["grant_types"] = new JsonArray("authorization_code") });
        var provider = (await Org.Post("/idps", Provider("OKTA_INTEGRATION", other.Url, app.ClientId, app.ClientSecret!))).ShouldSucceed();
        provider["protocol.oktaIdpOrgUrl"].ShouldBe(other.Url);
        var person = await other.CreatePersonAsync();
        (await other.Post($"/users/{person.Id}", new JsonObject { ["credentials"] = new JsonObject { ["emails"] = new JsonArray(new JsonObject { ["value"] = person.Login, ["status"] = "VERIFIED", ["type"] = "PRIMARY" }) } })).ShouldSucceed();

        using var here = Org.Browser();
        using var there = other.Browser();
        var sent = await Org.Leave(here, provider.Id);
        var back = await there.SignInAsync(sent, person);
        UpstreamSite.QueryOf(back.Location.ShouldNotBeNull(back.Text))["iss"].ShouldBe(other.Url);              // RFC 9207, and it says so in its document
        var end = await here.OpenAsync(back.Location!);
        var claims = (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token");
        claims["preferred_username"]!.ToString().ShouldBe(person.Login);

        // Its answer with another's name, or none, is a mix-up.
        using var mixed = Org.Browser();
        sent = await Org.Leave(mixed, provider.Id);
        back = await there.OpenAsync(sent);
        (await mixed.OpenAsync(back.Location!.Replace("&iss=", "&iss_=", StringComparison.Ordinal))).TextOf("[role=alert]").ShouldNotBeNull().ShouldContain("could not be used");
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Oidc_provider_signs_people_in_and_an_address_it_has_not_verified_links_nobody()
    {
        var email = $"mia{Secrets.Digits(8)}@example.com";
        // Its clock is the real one.
        var ahead = TimeProvider.System.GetUtcNow() - Clock.GetUtcNow();
        if (ahead > TimeSpan.Zero) Clock.Advance(ahead);
        foreach (var verified in (bool[])[false, true])
        {
            var home = Path.Combine(Repository.Root, "bench", "oidc-provider");
            if (!Directory.Exists(Path.Combine(home, "node_modules", "oidc-provider")))
            {
                using var install = Process.Start("npm", ["ci", "--no-audit", "--no-fund", "--prefix", home]);
                await install.WaitForExitAsync();
                install.ExitCode.ShouldBe(0, "oidc-provider could not be installed");
            }
            var port = FreePort();
            using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(home, "upstream.mjs"), $"{port}", Org.Url + UpstreamWalk.Callback, email, verified ? "true" : "false"]))!;
            try
            {
                await Answers(port);
                var body = Provider("OIDC", $"http://localhost:{port}", "latchkey", "a secret: with / and +");
                body["policy"] = new JsonObject { ["maxClockSkew"] = 600_000 };
                var provider = (await Org.Post("/idps", body)).ShouldSucceed().Id;
                using var here = Org.Browser();
                using var there = new TestBrowser(new Uri($"http://localhost:{port}"));
                var back = await there.OpenAsync(await Org.Leave(here, provider));
                var end = await here.OpenAsync(back.Location.ShouldNotBeNull(back.Text));
                if (!verified) end.TextOf("[role=alert]").ShouldNotBeNull(end.Text).ShouldContain("No account here", customMessage: string.Join("; ", await Reasons()));
                else (await Org.NativeApp.RedeemAsync(end.Parameter("code").ShouldNotBeNull(end.Text))).ClaimsOf("id_token")["name"]!.ToString().ShouldBe("Mia Martinez");
            }
            finally
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }
        }
    }

    private async Task<string[]> Reasons() =>
        (await Org.Read($"/logs?limit=1000&filter={Uri.EscapeDataString("eventType eq \"user.authentication.auth_via_IDP\"")}")).ShouldSucceed().Each("outcome");

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task Answers(int port)
    {
        using var http = new HttpClient();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await tick.WaitForNextTickAsync(patience.Token))
        {
            try
            {
                if ((await http.GetAsync(new Uri($"http://localhost:{port}/.well-known/openid-configuration"), patience.Token)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // not yet
            }
        }
    }
}
