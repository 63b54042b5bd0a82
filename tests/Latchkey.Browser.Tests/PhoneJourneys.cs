extern alias Apple;

using System.Text.Json.Nodes;
using Apple::Latchkey.Stubs.Apple;
using Latchkey.Browser.Tests.Harness;
using Latchkey.Stubs;
using Latchkey.Stubs.Android;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>
/// docs/guide/sign-in-mobile.md in its C# variant, with the unlock of docs/guide/unlock-with-biometrics.md: the sample on an Android phone and on an iPhone,
/// `latchkey dev`, the orders API, and Chromium for every page. The app is killed wherever a phone may kill it.
/// </summary>
public sealed class PhoneJourneys : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("latchkey-phone-").FullName;
    private readonly MovingClock clock = new();
    private Neighbourhood here = null!;
    private Chromium browser = null!;
    private string clientId = "";

    private string Issuer => $"{here.Server}/oauth2/default";

    public async Task InitializeAsync()
    {
        here = await Neighbourhood.Start();
        clientId = await CreatesTheAppInTheConsole();
        await here.StartApi(Issuer);
        browser = await Chromium.StartAsync(View.Phone);
    }

    [Fact]
    public async Task The_guide_on_an_Android_phone_that_kills_the_app_at_every_step()
    {
        using var phone = new AndroidPhone(Head("Latchkey.Heads.Android"), Path.Combine(folder, "android"));
        Configure(phone.Settings);
        string Text(string name) => (phone.Process?.Screen as MauiScreen)?.TextOf(name) ?? "";
        Task Says(string label, string words) => phone.Until(() => Text(label).Contains(words, StringComparison.Ordinal), $"'{words}'");
        async Task Press(string button)
        {
            await phone.Until(() => phone.Process?.Screen is MauiScreen screen && Text("Who").Length > 0 && screen.Shows(button), button);
            ((MauiScreen)phone.Process!.Screen!).Press(button);
        }
        async Task<BrowserTab> Tab()
        {
            await phone.Until(() => phone.Tab is not null, "the browser's page");
            return phone.Tab!;
        }

        phone.OpenApp();                                               // killed while the sign-in page is open
        await Press("SignInButton");
        var tab = await Tab();
        phone.Kill();
        tab.Redirects(await PersonGoesThrough(tab.Address));
        await Says("Who", "Hello, ");

        for (var kill = 0; kill < 3; kill++)                           // at the start; under the window; when it was answered
        {
            phone.Home();
            phone.Kill();
            phone.OpenApp();
            await phone.Until(() => phone.Prompt is not null, "the window");
            if (kill == 2) phone.Prompt!.Finger();
        }
        await Press("OrdersButton");
        await Says("Said", "orders");

        for (var step = 1; ; step++)                                   // before and after every request of a refresh, and every use of a key
        {
            clock.Advance(TimeSpan.FromHours(2));                      // the phone's own clock: the token has ended
            var before = phone.Steps;
            phone.DiesAtStep = before + step;
            await Press("OrdersButton");
            await phone.Until(() => phone.Process is null || (phone.Steps > before && Text("Said").Contains("orders", StringComparison.Ordinal)), "the orders");
            phone.DiesAtStep = null;
            if (phone.Process is not null) break;
            phone.OpenApp();
            await phone.Until(() => phone.Prompt is not null, "the window");
            phone.Prompt!.Finger();
            await phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), $"the person's name, after step {step}");
        }

        await Press("SignOutButton");                                  // killed while the sign-out page is open
        tab = await Tab();
        phone.Kill();
        tab.Redirects(await PersonGoesThrough(tab.Address));
        await Says("Who", "Nobody is signed in");
        phone.Keystore.Keys.Values.ShouldNotContain(key => key.NeedsPerson);
        await Press("SignInButton");                                   // and the browser knows nobody either
        await browser.Page.GotoAsync((await Tab()).Address.AbsoluteUri);
        await Assertions.Expect(browser.Page.Locator("#identifier")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_guide_on_an_iPhone_that_kills_the_app_at_every_step()
    {
        using var phone = new ApplePhone(Head("Latchkey.Heads.iOS"), Path.Combine(folder, "iphone"));
        Configure(phone.Settings);
        string Text(string name) => (phone.Process?.Screen as Apple::Latchkey.Stubs.MauiScreen)?.TextOf(name) ?? "";
        Task Says(string label, string words) => phone.Until(() => Text(label).Contains(words, StringComparison.Ordinal), $"'{words}'");
        async Task Press(string button)
        {
            await phone.Until(() => phone.Process?.Screen is Apple::Latchkey.Stubs.MauiScreen screen && Text("Who").Length > 0 && screen.Shows(button), button);
            ((Apple::Latchkey.Stubs.MauiScreen)phone.Process!.Screen!).Press(button);
        }
        async Task<ApplePage> Page()
        {
            await phone.Until(() => phone.Page is not null, "the browser's page");
            return phone.Page!;
        }

        phone.OpenApp();                                               // killed while the sign-in page is open: on Apple's the page goes along
        await Press("SignInButton");
        await Page();
        phone.Kill();
        phone.OpenApp();
        await Press("SignInButton");
        var page = await Page();
        page.Redirects(await PersonGoesThrough(page.Address));
        await Says("Who", "Hello, ");

        for (var kill = 0; kill < 3; kill++)
        {
            phone.Background();
            phone.Kill();
            phone.OpenApp();
            await phone.Until(() => phone.Prompt is not null, "the window");
            if (kill == 2) phone.Prompt!.Face();
        }
        await Press("OrdersButton");
        await Says("Said", "orders");

        for (var step = 1; ; step++)
        {
            clock.Advance(TimeSpan.FromHours(2));
            var before = phone.Steps;
            phone.DiesAtStep = before + step;
            await Press("OrdersButton");
            await phone.Until(() => phone.Process is null || (phone.Steps > before && Text("Said").Contains("orders", StringComparison.Ordinal)), "the orders");
            phone.DiesAtStep = null;
            if (phone.Process is not null) break;
            phone.OpenApp();
            await phone.Until(() => phone.Prompt is not null, "the window");
            phone.Prompt!.Face();
            await phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), $"the person's name, after step {step}");
        }

        await Press("SignOutButton");
        page = await Page();
        var address = page.Address;
        phone.Kill();                                                  // the app has forgotten the tokens; the person closes the rest in the browser
        await PersonGoesThrough(address);
        phone.OpenApp();
        await Says("Who", "Nobody is signed in");
        await Press("SignInButton");
        await browser.Page.GotoAsync((await Page()).Address.AbsoluteUri);
        await Assertions.Expect(browser.Page.Locator("#identifier")).ToBeVisibleAsync();
    }

    /// <summary>Step 2 of the guide, as its list says: each name in bold is pressed, ticked, or typed into.</summary>
    private async Task<string> CreatesTheAppInTheConsole()
    {
        await using var desk = await Chromium.StartAsync();
        await desk.Page.GotoAsync($"{here.Server}/admin");
        await desk.Page.FillAsync("#identifier", (string)here.Dev["admin"]!["login"]!);
        await desk.Page.FillAsync("#password", (string)here.Dev["admin"]!["password"]!);
        await desk.Page.ClickAsync("button[type=submit]");
        await desk.Page.Locator("details.person").WaitForAsync();
        foreach (var (label, typed) in MobileGuide.Clicked)
        {
            ILocator Named(AriaRole role) => desk.Page.GetByRole(role, new() { Name = label, Exact = true });
            var box = Named(AriaRole.Radio).Or(Named(AriaRole.Checkbox));
            var found = typed is not null ? desk.Page.GetByLabel(label) : box.Or(Named(AriaRole.Link)).Or(Named(AriaRole.Button)).First;
            await found.WaitForAsync();
            if (typed is not null) await found.FillAsync(typed);
            else if (await found.GetAttributeAsync("type") is "radio" or "checkbox") await found.CheckAsync();
            else await found.ClickAsync();
        }
        var made = (await desk.Page.TextContentAsync("#client-id"))!;

        var guide = MobileGuide.Of(MobileGuide.Maui);
        using var http = new HttpClient { BaseAddress = new Uri(here.Server) };
        http.DefaultRequestHeaders.Add("Authorization", "SSWS " + (string)here.Dev["apiToken"]!);
        var app = JsonNode.Parse(await http.GetStringAsync(new Uri($"/api/v1/apps/{made}", UriKind.Relative)))!;
        var client = app["settings"]!["oauthClient"]!;
        ((string?)app["label"], (string?)client["application_type"]).ShouldBe(("My mobile app", "native"));
        client["redirect_uris"]!.ToJsonString().ShouldBe($"[\"{guide.Redirect}\"]");
        client["post_logout_redirect_uris"]!.ToJsonString().ShouldBe($"[\"{guide.AfterLogout}\"]");
        client["grant_types"]!.ToJsonString().ShouldBe("""["authorization_code","refresh_token"]""");
        return made;
    }

    private void Configure(Dictionary<string, object> settings)
    {
        var guide = MobileGuide.Of(MobileGuide.Maui);
        settings["issuer"] = new Uri(Issuer);
        settings["clientId"] = clientId;
        settings["redirect"] = guide.Redirect;
        settings["logout"] = guide.AfterLogout;
        settings["api"] = new Uri(here.Api + "/");
        settings["network"] = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        settings["clock"] = clock;
        settings["lockAfter"] = TimeSpan.FromDays(7);
    }

    /// <summary>What the person does in Chromium, up to the address that leads back to the app: a browser offers it as a link.</summary>
    private async Task<Uri> PersonGoesThrough(Uri address)
    {
        await browser.Page.GotoAsync(address.AbsoluteUri);
        var back = browser.Page.GetByRole(AriaRole.Link, new() { Name = "Return to the app" });
        await Assertions.Expect(back.Or(browser.Page.Locator("#identifier"))).ToBeVisibleAsync();
        if (await browser.Page.Locator("#identifier").IsVisibleAsync())
        {
            await browser.Page.FillAsync("#identifier", here.Person);
            await browser.Page.FillAsync("#password", here.PersonsPassword);
            await browser.Page.ClickAsync("button[type=submit]");
        }
        return new Uri((await back.GetAttributeAsync("href"))!);
    }

    /// <summary>The compiled head, with the sample.</summary>
    private static string Head(string name) => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, $"../../{name}", new DirectoryInfo(AppContext.BaseDirectory).Name, name + ".dll"));

    public async Task DisposeAsync()
    {
        await browser.DisposeAsync();
        await here.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A phone whose owner puts its clock on: what measures time goes along.</summary>
    private sealed class MovingClock : TimeProvider
    {
        private long ahead;
        public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ahead));
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => GetUtcNow().Ticks;
    }
}
