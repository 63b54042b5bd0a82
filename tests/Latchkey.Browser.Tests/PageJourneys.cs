using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Latchkey.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>Every hosted page as a person meets it: accessible, at 320 px and wide, light and dark, with and without script.</summary>
public sealed class PageJourneys : IAsyncLifetime
{
    private Neighbourhood here = null!;
    private string clientId = "", redirect = "", scheme = "", logout = "";
    private System.Text.Json.Nodes.JsonNode? desk;

    public async Task InitializeAsync()
    {
        here = await Neighbourhood.Start();
        var native = here.Dev["apps"]!["native"]!;
        clientId = (string)native["clientId"]!;
        redirect = native["redirectUris"]!.AsArray().Select(uri => (string)uri!).First(uri => !uri.StartsWith("http", StringComparison.Ordinal));
        logout = native["postLogoutRedirectUris"]!.AsArray().Select(uri => (string)uri!).First(uri => !uri.StartsWith("http", StringComparison.Ordinal));
        scheme = redirect.Split(':')[0];
    }

    public async Task DisposeAsync() => await here.DisposeAsync();

    [Fact]
    public async Task Every_page_of_signing_in_and_out_is_for_everyone()
    {
        using var handler = new SchemeHandler(here.Desktop, scheme);
        // Without the answer given beforehand, Chromium's "Open the app?" stays up and takes every click.
        await using var browser = await Chromium.StartAsync(here.Desktop, null, (here.Server, scheme));
        var page = browser.Page;

        await page.GotoAsync(here.Server);
        await page.ShouldLookRight("home", "Sign-in for Development");

        await page.GotoAsync(SignInAddress());
        await page.ShouldLookRight("sign-in", "Sign in");

        await SignIn(page, "somebody@example.com", "wrong");
        await page.Locator("[role=alert]").WaitForAsync();
        await page.ShouldLookRight("sign-in-refused", "Sign in");

        await SignIn(page, here.Person, here.PersonsPassword);
        await page.Locator($"a[href^='{scheme}:']").WaitForAsync();
        await page.ShouldLookRight("return-to-app", "You are signed in");

        await page.GotoAsync(here.Server);
        await page.ShouldLookRight("home-signed-in", "Sign-in for Development");

        await page.GetByRole(AriaRole.Link, new() { Name = "Where you are signed in" }).ClickAsync();
        await page.ShouldLookRight("account-sessions", "Where you are signed in");

        await page.GotoAsync($"{here.Server}/oauth2/default/v1/logout?client_id={clientId}");
        await page.ShouldLookRight("sign-out", "Sign out?");
        await page.ClickAsync("button[type=submit]");
        await page.ShouldLookRight("signed-out", "You are signed out");
    }

    [Fact]
    public async Task The_page_that_asks_for_permission_is_for_everyone()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", "SSWS " + (string)here.Dev["apiToken"]!);
        foreach (var (name, title, means) in ((string, string, string)[])[("calendar:read", "See your calendar", "Your appointments, their places and who comes along."), ("calendar:write", "Make appointments for you", "")])
        {
            using var scope = new StringContent($$"""{"name":"{{name}}","displayName":"{{title}}","description":"{{means}}","consent":"REQUIRED"}""", null, "application/json");
            (await http.PostAsync(new Uri($"{here.Server}/api/v1/authorizationServers/default/scopes"), scope)).IsSuccessStatusCode.ShouldBeTrue();
        }
        await using var browser = await Chromium.StartAsync(here.Desktop, null, (here.Server, scheme));
        var page = browser.Page;
        var asking = SignInAddress().Replace("scope=openid", "scope=openid%20calendar:read%20calendar:write", StringComparison.Ordinal) + "&prompt=consent";

        foreach (var (language, title) in ((string, string)[])[("de", "Quickstart bittet um Ihre Erlaubnis"), ("ar", "يطلب Quickstart إذنك"), ("en", "Quickstart asks for your permission")])
        {
            await page.GotoAsync(asking + "&ui_locales=" + language);
            if (language == "de") await SignIn(page, here.Person, here.PersonsPassword);
            await page.ShouldLookRight($"consent-{language}", title);
        }

        // By keyboard alone: the answers come in the order they are read.
        await page.Locator("#allow").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("deny");
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldLookRight("return-denied", "Sign-in did not finish");
    }

    [Fact]
    public async Task Every_page_that_says_no_is_for_everyone()
    {
        await using var browser = await Chromium.StartAsync(here.Desktop);
        var page = browser.Page;

        await page.GotoAsync($"{here.Server}/oauth2/default/v1/authorize?client_id=unknown&response_type=code&redirect_uri=https://example.com");
        await page.ShouldLookRight("error", "This request cannot be completed");
        (await page.TextContentAsync("main")).ShouldNotBeNullOrWhiteSpace();

        await page.GotoAsync($"{here.Server}/no-such-page");
        await page.ShouldLookRight("not-found", "There is nothing here");

        await page.GotoAsync($"{here.Server}/welcome/{new string('x', 20)}");
        await page.ShouldLookRight("link-unknown", "This link does not work");
    }

    [Fact]
    public async Task Every_page_of_joining_is_for_everyone()
    {
        await using var register = here.Run("Latchkey", "register", "--url", here.Server, "--batch", "--first-name", "Ada", "--last-name", "Lovelace", "--email", "ada@example.com", "--country", "UK");
        var (_, link) = await register.SaysMatch(@"(http\S+/welcome/\S+)");
        (await register.Ends()).ShouldBe(0);
        await using var browser = await Chromium.StartAsync(here.Desktop);
        var page = browser.Page;

        await page.GotoAsync((string)here.Dev["mail"]!);
        await page.ShouldLookRight("mailbox", "Mail");

        await page.GotoAsync(link);
        await page.ShouldLookRight("welcome", "Welcome, Ada Lovelace");

        foreach (var field in await page.Locator("input[type=password]").AllAsync()) await field.FillAsync("short");
        await page.ClickAsync("button[type=submit]");
        await page.Locator("[role=alert]").WaitForAsync();
        await page.ShouldLookRight("welcome-refused", "Welcome, Ada Lovelace");

        foreach (var field in await page.Locator("input[type=password]").AllAsync()) await field.FillAsync("Difference-Engine-1822");
        await page.ClickAsync("button[type=submit]");
        await page.Locator("input[type=password]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.ShouldLookRight("password-set", "Your password is set");
        await page.ClickAsync("a.primary");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Sign-in for Ada Lovelace's org" }).WaitForAsync();

        await page.GotoAsync(link);
        await page.ShouldLookRight("link-used", "This link has been used");
    }

    [Fact]
    public async Task Every_page_of_a_new_account_and_a_second_factor_is_for_everyone()
    {
        using var handler = new SchemeHandler(here.Desktop, scheme);
        await using var browser = await Chromium.StartAsync(here.Desktop, null, (here.Server, scheme));
        var page = browser.Page;

        await page.GotoAsync(SignInAddress() + "&prompt=create&acr_values=urn:okta:loa:2fa:any");
        await page.ShouldLookRight("sign-up", "Create an account");
        await page.FillAsync("#firstName", "Grace");
        await page.FillAsync("#lastName", "Hopper");
        await page.FillAsync("#email", "grace@example.com");
        await page.FillAsync("#password", "short");
        await page.ClickAsync("button[type=submit]");
        await page.Locator("[role=alert]").WaitForAsync();
        await page.ShouldLookRight("sign-up-refused", "Create an account");
        await page.FillAsync("#password", "Difference-Engine-1822");
        await page.ClickAsync("button[type=submit]");
        await page.ShouldLookRight("sign-up-code", "Check your mail");
        await page.FillAsync("#code", await MailedCode("grace@example.com"));
        await page.Keyboard.PressAsync("Enter");

        // Their address is proven, so a code goes there.
        await page.ShouldLookRight("factor-mail", "Confirm it is you");
        await page.FillAsync("#code", "00");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[role=alert]").WaitForAsync();
        await page.ShouldLookRight("factor-refused", "Confirm it is you");
        await page.FillAsync("#code", await MailedCode("grace@example.com"));
        await page.Keyboard.PressAsync("Enter");
        await page.Locator($"a[href^='{scheme}:']").WaitForAsync();

        var enroll = SignInAddress().Replace("response_type=code&scope=openid", "response_type=none", StringComparison.Ordinal).Replace("&nonce=n", "", StringComparison.Ordinal)
            + "&prompt=enroll_authenticator&max_age=0&acr_values=urn:okta:loa:2fa:any:ifpossible";
        await page.GotoAsync(enroll);
        await SignIn(page, "grace@example.com", "Difference-Engine-1822");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Confirm it is you" }).WaitForAsync();
        await page.FillAsync("#code", await MailedCode("grace@example.com", after: 2));
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldLookRight("enroll", "Make signing in safer");
        await page.ClickAsync(".choices a >> nth=0");
        await page.ShouldLookRight("enroll-app", "Set up your authenticator app");
    }

    /// <summary>The newest code mailed to someone, once more than so many have come.</summary>
    private async Task<string> MailedCode(string to, int after = 0)
    {
        using var http = new HttpClient();
        for (; ; await Task.Yield())
        {
            var mails = System.Text.Json.Nodes.JsonNode.Parse(await http.GetStringAsync((string)here.Dev["mail"]! + ".json"))!.AsArray().Where(mail => (string)mail!["to"]! == to).ToArray();
            if (mails.Length > after) return Regex.Match((string)mails[0]!["text"]!, @"^\d{6}$", RegexOptions.Multiline).Value;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signing_in_leads_back_to_the_app_with_and_without_script(bool script)
    {
        using var handler = new SchemeHandler(here.Desktop, scheme);
        await using var browser = await Chromium.StartAsync(here.Desktop, View.Phone with { Script = script }, (here.Server, scheme));

        await browser.Page.GotoAsync(SignInAddress());
        await SignIn(browser.Page, here.Person, here.PersonsPassword);

        (await handler.Received()).ShouldMatch($@"^{Regex.Escape(redirect)}\?code=[^&]+&state=s");
    }

    [Fact]
    public async Task The_keyboard_alone_signs_in()
    {
        using var handler = new SchemeHandler(here.Desktop, scheme);
        await using var browser = await Chromium.StartAsync(here.Desktop, null, (here.Server, scheme));

        await browser.Page.GotoAsync(SignInAddress());
        await browser.Page.Locator("#identifier:focus").WaitForAsync();         // the field has the focus from the start
        await browser.Page.Keyboard.TypeAsync(here.Person);
        await browser.Page.Keyboard.PressAsync("Tab");
        await browser.Page.Keyboard.TypeAsync(here.PersonsPassword);
        await browser.Page.Keyboard.PressAsync("Enter");

        (await handler.Received()).ShouldStartWith(redirect);
    }

    [Fact]                                                             // RFC 8628 §3.3, CIBA Core §7
    public async Task Every_page_of_connecting_a_device_is_for_everyone()
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsync($"{here.Dev["issuer"]}/v1/device/authorize", new FormUrlEncodedContent(new Dictionary<string, string> { ["client_id"] = clientId, ["scope"] = "openid" }));
        var link = (string)System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["verification_uri_complete"]!;
        await using var browser = await Chromium.StartAsync(here.Desktop);
        var page = browser.Page;

        await page.GotoAsync($"{here.Server}/activate");
        await page.FillAsync("#user_code", "BBBB-BBBB");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[role=alert]").WaitForAsync();
        await page.ShouldLookRight("activate-unknown", "Connect a device");

        await page.GotoAsync(link);
        await page.ShouldLookRight("activate", "Connect a device");
        await page.ClickAsync("button[type=submit]");
        await SignIn(page, here.Person, here.PersonsPassword);
        await page.ShouldLookRight("approve-device", "Sign in to Quickstart on your device?");
        await page.ClickAsync("button[value=approve]");
        await page.ShouldLookRight("approved", "Approved");

        await page.GotoAsync($"{here.Server}/approve");
        await page.ShouldLookRight("approvals-none", "Waiting for your answer");

        await AskThePerson("Counter 4, 17:30");
        await AskThePerson(null);
        await page.ReloadAsync();
        await page.ShouldLookRight("approvals", "Waiting for your answer");
        await page.ClickAsync(".choices a >> text=Counter 4");
        await page.ShouldLookRight("approve-request", "Ticket desk asks for your approval");
        await page.ClickAsync("button[value=refuse]");
        await page.ShouldLookRight("refused", "Refused");
    }

    /// <summary>A service asks, from wherever it is. CIBA Core §7.</summary>
    private async Task AskThePerson(string? bindingMessage)
    {
        var app = desk ??= await here.CreateApp("""{"application_type":"web","grant_types":["authorization_code","urn:openid:params:grant-type:ciba"],"response_types":["code"],"redirect_uris":["https://app.example/callback"]}""");
        var form = new Dictionary<string, string> { ["scope"] = "openid", ["login_hint"] = here.Person };
        if (bindingMessage is not null) form["binding_message"] = bindingMessage;
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{app["client_id"]}:{app["client_secret"]}")));
        using var asked = await http.PostAsync(new Uri($"{here.Dev["issuer"]}/v1/bc/authorize"), new FormUrlEncodedContent(form));
        asked.IsSuccessStatusCode.ShouldBeTrue(await asked.Content.ReadAsStringAsync());
    }

    private static async Task SignIn(IPage page, string identifier, string password)
    {
        await page.FillAsync("#identifier", identifier);
        await page.FillAsync("#password", password);
        await page.ClickAsync("button[type=submit]");
    }

    private string SignInAddress()
    {
        var challenge = Convert.ToBase64String(SHA256.HashData("a verifier that nobody redeems, of forty-three"u8)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return $"{here.Dev["issuer"]}/v1/authorize?client_id={clientId}&response_type=code&scope=openid&redirect_uri={Uri.EscapeDataString(redirect)}&state=s&nonce=n&code_challenge={challenge}&code_challenge_method=S256";
    }
}
