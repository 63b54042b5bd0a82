using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Latchkey.Browser.Tests.Harness;

namespace Latchkey.Browser.Tests;

/// <summary>Signing in with another provider, from the console's form to the app: oidc-provider 9 plays the other one.</summary>
public sealed class FederationJourneys : PageJourney
{
    [Fact]
    public async Task Another_provider_is_added_in_the_console_and_signs_somebody_in()
    {
        var port = FreePort();
        var home = Path.Combine(Repository.Root, "bench", "oidc-provider");
        if (!Directory.Exists(Path.Combine(home, "node_modules", "oidc-provider")))
        {
            using var install = Process.Start("npm", ["ci", "--no-audit", "--no-fund", "--prefix", home]);
            await install.WaitForExitAsync();
            install.ExitCode.ShouldBe(0, "oidc-provider could not be installed");
        }
        using var upstream = Process.Start("node", [Path.Combine(home, "upstream.mjs"), $"{port}", $"{Here.Server}/oauth2/v1/authorize/callback", "mia@example.com", "true"]);
        try
        {
            await Journey(port);
        }
        finally
        {
            upstream.Kill(entireProcessTree: true);
            await upstream.WaitForExitAsync();
        }
    }

    private async Task Journey(int port)
    {
        using var handler = new SchemeHandler(Here.Desktop, Scheme);
        await using (var console = await Chromium.StartAsync())
        {
            var page = console.Page;
            await page.GotoAsync($"{Here.Server}/admin");
            await SignIn(page, (string)Here.Dev["admin"]!["login"]!, (string)Here.Dev["admin"]!["password"]!);
            await page.Locator("details.person").WaitForAsync();
            await page.GotoAsync($"{Here.Server}/admin/providers");
            await page.ShouldLookRight("console-providers-none", "Identity Providers");
            await page.Locator("a[href$='/providers/new']").First.ClickAsync();
            await page.ShouldLookRight("console-provider-new", "Add identity provider");
            await page.ClickAsync("label[for='type-OIDC']");
            await page.FillAsync("#name", "Head office");
            await page.FillAsync("[id='protocol.issuer.url']", $"http://localhost:{port}");
            await page.FillAsync("[id='protocol.credentials.client.client_id']", "latchkey");
            await page.FillAsync("[id='protocol.credentials.client.client_secret']", "a secret: with / and +");
            await page.ClickAsync("#provider-form button[type=submit]");
            await page.Locator("table").WaitForAsync();
            await page.ShouldLookRight("console-providers", "Identity Providers");
            await page.ClickAsync("table th a");
            await page.ShouldLookRight("console-provider", "Head office");
        }

        await using var browser = await Chromium.StartAsync(Here.Desktop, null, (Here.Server, Scheme));
        await browser.Page.GotoAsync(SignInAddress());
        await browser.Page.ShouldLookRight("sign-in-with-others", "Sign in");
        await browser.Page.ClickAsync("a.provider");
        await browser.Page.Locator($"a[href^='{Scheme}:']").WaitForAsync();

        using var http = new HttpClient { BaseAddress = new Uri(Here.Server) };
        http.DefaultRequestHeaders.Add("Authorization", "SSWS " + (string)Here.Dev["apiToken"]!);
        var user = JsonNode.Parse(await http.GetStringAsync(new Uri("/api/v1/users/mia@example.com", UriKind.Relative)))!;
        ((string)user["profile"]!["firstName"]!).ShouldBe("Mia");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
