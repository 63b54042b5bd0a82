extern alias Android;
extern alias Apple;

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Android::Latchkey.Stubs.Android;
using Apple::Latchkey.Stubs.Apple;
using Latchkey.Browser.Tests.Harness;
using Latchkey.Testing;

namespace Latchkey.Browser.Tests;

/// <summary>
/// docs/guide/sign-in-mobile.md in C#, with the real server, the real API and a real Chromium for the page. The phones are imitations: what they run is
/// the sample, compiled for each of them, with what the guide says to register.
/// </summary>
public sealed class MobileGuideJourneys : IAsyncLifetime
{
    private Neighbourhood here = null!;
    private Chromium browser = null!;
    private JsonNode app = null!;

    public async Task InitializeAsync()
    {
        here = await Neighbourhood.Start();
        var line = MobileGuide.Typed.Single(typed => typed.StartsWith("latchkey apps create native ", StringComparison.Ordinal));
        app = await here.CreateApp(new JsonObject
        {
            ["application_type"] = "native", ["redirect_uris"] = new JsonArray(After("--redirect-uri")), ["post_logout_redirect_uris"] = new JsonArray(After("--post-logout-redirect-uri")),
            ["grant_types"] = new JsonArray("authorization_code", "refresh_token"), ["response_types"] = new JsonArray("code"),
        }.ToJsonString());
        await here.StartApi((string)here.Dev["issuer"]!);
        browser = await Chromium.StartAsync(here.Desktop, View.Phone);

        string After(string option) => Regex.Match(line, option + @" (\S+)").Groups[1].Value;
    }

    public async Task DisposeAsync()
    {
        await browser.DisposeAsync();
        await here.DisposeAsync();
    }

    [Fact]
    public async Task The_guide_walks_on_an_Android_phone()
    {
        using var phone = new OnAndroid(NewPhone("android"));
        await Walk(phone);
    }

    [Fact]
    public async Task The_guide_walks_on_an_iPhone()
    {
        using var phone = new OnApple(NewApple("iphone"));
        await Walk(phone);
    }

    [Fact]
    public async Task Killed_at_every_step_of_the_guide_the_Android_app_signs_in_at_the_next_start()
    {
        for (var step = 1; ; step++)
        {
            var mine = NewPhone($"android{step}");
            mine.DiesAtStep = step;
            using var phone = new OnAndroid(mine);
            if (!await DiesAndSignsIn(phone, () => mine.DiesAtStep = null)) break;
        }
    }

    [Fact]
    public async Task Killed_at_every_step_of_the_guide_the_app_of_an_iPhone_signs_in_at_the_next_start()
    {
        for (var step = 1; ; step++)
        {
            var mine = NewApple($"iphone{step}");
            mine.DiesAtStep = step;
            using var phone = new OnApple(mine);
            if (!await DiesAndSignsIn(phone, () => mine.DiesAtStep = null)) break;
        }
    }

    /// <summary>Steps 7 to 13.</summary>
    private async Task Walk(IPhone phone)
    {
        phone.Open();
        await phone.Until(() => phone.Shows("SignInButton"), "the sign-in button");
        phone.Text("Who").ShouldBe("Nobody is signed in");
        phone.Press("SignInButton");
        await Page(phone);
        await phone.Until(() => phone.Text("Who") == "Hello, Mia Moreno", "the person's name");

        await Orders(phone);
        phone.Kill();
        phone.Open();
        await phone.Until(() => phone.Text("Who") == "Hello, Mia Moreno", "the session of the last start");

        // Two hours later the access token has ended, and nobody notices.
        await here.Clock.Advance(TimeSpan.FromHours(2), $"{here.Server}/.well-known/openid-configuration", $"{here.Api}/hello");
        await Orders(phone);

        await phone.Until(() => phone.Shows("SignOutButton"), "the button to sign out");
        phone.Press("SignOutButton");
        await Page(phone);
        await phone.Until(() => phone.Text("Who") == "Nobody is signed in", "that nobody is signed in");

        // The browser's session is over as well: the next one types a password.
        await phone.Until(() => phone.Shows("SignInButton"), "the sign-in button");
        phone.Press("SignInButton");
        (await Page(phone)).ShouldBeTrue("the page asks for the password");
        await phone.Until(() => phone.Text("Who") == "Hello, Mia Moreno", "the person's name");
    }

    private static async Task Orders(IPhone phone)
    {
        await phone.Until(() => phone.Shows("OrdersButton"), "the button for orders");
        phone.Press("OrdersButton");
        await phone.Until(() => phone.Text("Said").Length > 0, "what the API says");
        phone.Text("Said").ShouldContain("Espresso beans");
    }

    /// <summary>Whether it died at all.</summary>
    private async Task<bool> DiesAndSignsIn(IPhone phone, Action live)
    {
        phone.Open();
        await phone.Until(() => phone.IsDead || phone.Shows("SignInButton"), "the sign-in button, or the end");
        if (!phone.IsDead) phone.Press("SignInButton");
        await phone.Until(() => phone.IsDead || phone.Page is not null, "the page, or the end");
        if (phone.Page is not null) await Page(phone);
        await phone.Until(() => phone.IsDead || phone.Text("Who") == "Hello, Mia Moreno", "the person's name, or the end");
        var died = phone.IsDead;

        live();
        phone.Open();
        await phone.Until(() => phone.Shows("SignInButton") || phone.Text("Who") == "Hello, Mia Moreno", "the app");
        if (phone.Text("Who") != "Hello, Mia Moreno")
        {
            phone.Press("SignInButton");
            await Page(phone);
            await phone.Until(() => phone.Text("Who") == "Hello, Mia Moreno", "the person's name");
        }
        return died;
    }

    /// <summary>The person in front of the page, which leads back to the app. Whether they had to type.</summary>
    private async Task<bool> Page(IPhone phone)
    {
        await phone.Until(() => phone.Page is not null, "the browser's page");
        // A tab of its own, as a phone opens one: where a page has led to an app, Chromium asks about that app and takes no clicks meanwhile.
        var page = await browser.Context.NewPageAsync();
        await page.GotoAsync(phone.Page!.AbsoluteUri);
        var asks = await page.Locator("#password").CountAsync() > 0;
        if (asks)
        {
            await page.FillAsync("#identifier", here.Person);
            await page.FillAsync("#password", here.PersonsPassword);
            await page.ClickAsync("button[type=submit]");
        }
        var back = page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Return to the app" });
        phone.Redirects(new Uri((await back.GetAttributeAsync("href"))!));
        await page.CloseAsync();
        return asks;
    }

    private AndroidPhone NewPhone(string name)
    {
        var phone = new AndroidPhone(Head("Latchkey.Heads.Android"), Path.Combine(here.Desktop.Home, name));
        Configure(phone.Settings);
        return phone;
    }

    private ApplePhone NewApple(string name)
    {
        var phone = new ApplePhone(Head("Latchkey.Heads.iOS"), Path.Combine(here.Desktop.Home, name));
        Configure(phone.Settings);
        return phone;
    }

    /// <summary>What the guide's step 5 tells the app.</summary>
    private void Configure(Dictionary<string, object> settings)
    {
        var told = MobileGuide.Of(MobileGuide.Maui);
        settings["issuer"] = new Uri((string)here.Dev["issuer"]!);
        settings["clientId"] = (string)app["client_id"]!;
        settings["redirect"] = told.Redirect;
        settings["logout"] = told.AfterLogout;
        settings["api"] = new Uri(here.Api + "/");
        settings["network"] = TestOrg.LoopbackHandler();
        settings["clock"] = TimeProvider.System;
    }

    private static string Head(string name) => Path.Combine(Repository.Root, "artifacts", "bin", name, new DirectoryInfo(AppContext.BaseDirectory).Name, name + ".dll");

    private interface IPhone : IDisposable
    {
        Uri? Page { get; }
        bool IsDead { get; }
        void Open();
        void Kill();
        void Press(string button);
        void Redirects(Uri callback);
        bool Shows(string button);
        string Text(string label);
        Task Until(Func<bool> condition, string what);
    }

    private sealed class OnAndroid(AndroidPhone phone) : IPhone
    {
        private Android::Latchkey.Stubs.MauiScreen? Screen => phone.Process?.Screen as Android::Latchkey.Stubs.MauiScreen;
        public Uri? Page => phone.Tab?.Address;
        public bool IsDead => phone.Process is null;
        public void Open() => phone.OpenApp();
        public void Kill()
        {
            phone.Home();
            phone.Kill();
        }

        public void Press(string button) => Screen!.Press(button);
        public void Redirects(Uri callback) => phone.Tab!.Redirects(callback);
        public bool Shows(string button) => phone.Front == "MainActivity" && Text("Who").Length > 0 && Screen?.Shows(button) == true;
        public string Text(string label) => Screen?.TextOf(label) ?? "";
        public Task Until(Func<bool> condition, string what) => phone.Until(condition, what);
        public void Dispose() => phone.Dispose();
    }

    private sealed class OnApple(ApplePhone phone) : IPhone
    {
        private Apple::Latchkey.Stubs.MauiScreen? Screen => phone.Process?.Screen as Apple::Latchkey.Stubs.MauiScreen;
        public Uri? Page => phone.Page?.Address;
        public bool IsDead => phone.Process is null;
        public void Open() => phone.OpenApp();
        public void Kill()
        {
            phone.Background();
            phone.Kill();
        }

        public void Press(string button) => Screen!.Press(button);
        public void Redirects(Uri callback) => phone.Page!.Redirects(callback);
        public bool Shows(string button) => Text("Who").Length > 0 && Screen?.Shows(button) == true;
        public string Text(string label) => Screen?.TextOf(label) ?? "";
        public Task Until(Func<bool> condition, string what) => phone.Until(condition, what);
        public void Dispose() => phone.Dispose();
    }
}
