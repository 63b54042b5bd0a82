using System.Net;
using System.Net.Http.Headers;
using Latchkey.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>docs/guide/sign-in-native.md, step by step, with the real programs and a real browser.</summary>
public sealed class GuideJourneys : IAsyncLifetime
{
    private const string Password = "Difference-Engine-1822";

    private Neighbourhood here = null!;

    public async Task InitializeAsync() => here = await Neighbourhood.Start();

    public async Task DisposeAsync() => await here.DisposeAsync();

    [Fact]                                                             // docs/guide/ways-in.md
    public async Task The_sample_signs_in_by_a_passkey_and_nothing_is_typed()
    {
        var app = await CreateApp(await Register(), useScheme: false);
        var origin = new Uri(app.Issuer).GetLeftPart(UriPartial.Authority);
        await here.StartApi(app.Issuer);
        await using var browser = await Chromium.StartAsync();
        var page = browser.Page;
        await VirtualDevice.PlugInto(browser);
        await page.GotoAsync(origin + "/account/passkeys");
        await page.FillAsync("#identifier", "ada@example.com");
        await page.FillAsync("#password", Password);
        await page.ClickAsync("button[type=submit]");
        await page.FillAsync("#name", "Ada's phone");
        await page.ClickAsync("#passkey");
        await page.Locator(".place").WaitForAsync();
        await browser.Context.ClearCookiesAsync();

        await using var quickstart = Quickstart(app);
        await quickstart.Type("");
        await page.GotoAsync(await here.Desktop.OpenedAddress());              // the browser offers the passkey by itself
        await quickstart.Says("Signed in.");
        await quickstart.Says("Hello, Ada Lovelace");
        await quickstart.Type("q");
        (await quickstart.Ends()).ShouldBe(0);
    }

    [Theory]
    [InlineData("custom scheme")]
    [InlineData("loopback")]
    public async Task The_guide_walks_from_register_to_sign_out(string callback)
    {
        var org = await Register();
        var app = await CreateApp(org, useScheme: callback == "custom scheme");
        var origin = new Uri(app.Issuer).GetLeftPart(UriPartial.Authority);
        await here.StartApi(app.Issuer);
        await using var browser = await Chromium.StartAsync(here.Desktop, null, (origin, app.Scheme));

        // Open the sign-in page, sign in, come back.
        await using (var quickstart = Quickstart(app))
        {
            await quickstart.Type("");
            await browser.Page.GotoAsync(await here.Desktop.OpenedAddress());
            await browser.Page.FillAsync("#identifier", "ada@example.com");
            await browser.Page.FillAsync("#password", Password);
            await browser.Page.ClickAsync("button[type=submit]");
            await quickstart.Says("Signed in.");
            await quickstart.Says("Hello, Ada Lovelace");
            await quickstart.SaysMatch(@"preferred_username\s+ada@example\.com");

            // Use the access token.
            await quickstart.Type("");
            await quickstart.Says("200 OK");
            await quickstart.Type("u");
            await quickstart.Says("Hello, Ada Lovelace");
            await quickstart.Type("q");
            (await quickstart.Ends()).ShouldBe(0);
        }
        (await AskApi(null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var first = await Token(app);
        await ShouldOpenNothingElsewhere(first);

        // The next start finds the session; two hours later the token has ended and nobody notices.
        await using var again = Quickstart(app);
        await again.Says("Found the session of the last start.");
        await again.Says("Hello, Ada Lovelace");
        await here.Clock.Advance(TimeSpan.FromHours(2), $"{here.Server}/.well-known/openid-configuration", $"{here.Api}/hello");
        (await AskApi(first)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await again.Type("");
        await again.Says("200 OK");
        var second = await Token(app);
        second.ShouldNotBe(first);
        await ShouldOpenNothingElsewhere(second);

        // Sign out, of the browser too.
        await again.Type("b");
        await browser.Page.GotoAsync(await here.Desktop.OpenedAddress());
        // Chromium starts one app by itself; the next time it wants to see a person press something.
        if (callback == "custom scheme") await browser.Page.GetByRole(AriaRole.Link, new() { Name = "Return to the app" }).ClickAsync();
        await again.Says("Signed out.");
        await again.Type("q");
        (await again.Ends()).ShouldBe(0);
        await using var last = Quickstart(app, "--token");
        await last.Says("Nobody is signed in.");
        (await last.Ends()).ShouldBe(1);
        await browser.Page.GotoAsync(origin);
        (await browser.Page.TextContentAsync("main"))!.ShouldContain("Apps bring you here");
    }

    /// <summary>The app's tokens are bound to its key, so the token alone is refused. RFC 9449 §7.1.</summary>
    private async Task ShouldOpenNothingElsewhere(string token)
    {
        using var answer = await AskApi(token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldContain("bound to a key");
    }

    /// <summary>`latchkey register`, then the link it prints: it sets a password, once.</summary>
    private async Task<string> Register()
    {
        await using var register = here.Run("Latchkey", "register", "--url", here.Server);
        foreach (var answer in new[] { "Ada", "Lovelace", "ada@example.com", "United Kingdom" }) await register.Type(answer);
        var (_, org) = await register.SaysMatch(@"Your Latchkey domain: (\S+)");
        await register.Says("To set your password open this link:");
        var (_, link) = await register.SaysMatch(@"(http\S+/welcome/\S+)");
        link.ShouldStartWith($"{org}/welcome/");
        (await register.Ends()).ShouldBe(0, register.Output);

        await using var browser = await Chromium.StartAsync();
        await browser.Page.GotoAsync(link);
        foreach (var field in await browser.Page.Locator("input[type=password]").AllAsync()) await field.FillAsync(Password);
        await browser.Page.ClickAsync("button[type=submit]");
        await browser.Page.Locator("input[type=password]").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await browser.Page.GotoAsync(link);
        (await browser.Page.Locator("input[type=password]").CountAsync()).ShouldBe(0, "the link works once");
        return org;
    }

    /// <summary>`latchkey apps create native`, and Enter everywhere: what the sample asks for is registered, the way it comes and the one for phones.</summary>
    private async Task<NativeApp> CreateApp(string org, bool useScheme)
    {
        await using var create = here.Run("Latchkey", "apps", "create", "native");
        for (var question = 0; question < 3; question++) await create.Type("");
        var (_, issuer) = await create.SaysMatch(@"okta\.oauth2\.issuer: (\S+)");
        var (_, clientId) = await create.SaysMatch(@"okta\.oauth2\.client-id: (\S+)");
        (await create.Ends()).ShouldBe(0, create.Output);

        var reversed = string.Join('.', new Uri(org).Host.Split('.').Reverse());
        return new(issuer, clientId, reversed, useScheme);
    }

    private RunningProgram Quickstart(NativeApp app, params string[] more) => here.Run("Quickstart",
        ["--issuer", app.Issuer, "--client-id", app.ClientId, "--api", here.Api, .. app.UsesScheme ? (string[])["--redirect-uri", $"{app.Scheme}:/callback", "--logout-uri", $"{app.Scheme}:/"] : [], .. more]);

    private async Task<string> Token(NativeApp app)
    {
        await using var program = Quickstart(app, "--token");
        var (_, token) = await program.SaysMatch(@"^\s*(\S+\.\S+\.\S+)\s*$");
        (await program.Ends()).ShouldBe(0);
        return token;
    }

    private async Task<HttpResponseMessage> AskApi(string? token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{here.Api}/orders");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request);
    }

    private sealed record NativeApp(string Issuer, string ClientId, string Scheme, bool UsesScheme);
}
