using Latchkey.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>The Admin Console as an administrator meets it. Contract §8.6.</summary>
public sealed class ConsoleJourneys : PageJourney
{
    private string Admin => (string)Here.Dev["admin"]!["login"]!;

    private string AdminsPassword => (string)Here.Dev["admin"]!["password"]!;

    private async Task<Chromium> Enter(View? view = null)
    {
        var browser = await Chromium.StartAsync(Here.Desktop, view);
        await browser.Page.GotoAsync($"{Here.Server}/admin");
        await SignIn(browser.Page, Admin, AdminsPassword);
        await browser.Page.Locator("details.person").WaitForAsync();
        return browser;
    }

    [Fact]
    public async Task The_way_in_and_out_is_for_everyone()
    {
        await using var browser = await Chromium.StartAsync(Here.Desktop);
        var page = browser.Page;
        await page.GotoAsync(Here.Server);
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await SignIn(page, Admin, AdminsPassword);
        await page.GetByRole(AriaRole.Link, new() { Name = "Admin", Exact = true }).WaitForAsync();
        await page.ShouldLookRight("home-administrator", "Sign-in for Development");
        await page.GetByRole(AriaRole.Link, new() { Name = "Admin", Exact = true }).ClickAsync();
        await page.ShouldLookRight("console-home", "Development");

        await page.Locator("details.person > summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).WaitForAsync();
        await page.GotoAsync($"{Here.Server}/admin");
        await page.Locator("#password").WaitForAsync();

        await SignIn(page, Here.Person, Here.PersonsPassword);
        await page.ShouldLookRight("console-not-allowed", "The Admin Console is not for this account");
    }

    /// <summary>SameSite=Strict: the browser keeps the cookie back from another site's link, and sends it from the page that this leads to.</summary>
    [Fact]
    public async Task A_link_on_another_site_opens_the_page_that_it_names()
    {
        await using var browser = await Enter();
        var page = browser.Page;
        // 127.0.0.1 is another site than localhost.
        var elsewhere = Here.Server.Contains("localhost", StringComparison.Ordinal) ? "127.0.0.1" : "localhost";
        var site = new UriBuilder(Here.Server) { Host = elsewhere }.Uri;
        await page.RouteAsync($"{site}elsewhere", route => route.FulfillAsync(new() { ContentType = "text/html", Body = $"<a href='{Here.Server}/admin?from=elsewhere'>go</a>" }));
        await page.GotoAsync($"{site}elsewhere");
        await page.ClickAsync("a");
        await page.Locator("details.person").WaitForAsync();
        page.Url.ShouldEndWith("/admin?from=elsewhere");
    }

    /// <summary>The guide's console path, click by click, to a native app that signs in; then Refresh Token is ticked and the same app refreshes.</summary>
    [Fact]
    public async Task The_guides_console_path_ends_with_a_native_app_that_is_signed_in_and_stays_so()
    {
        await using var browser = await Enter();
        var page = browser.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Applications", Exact = true }).First.ClickAsync();
        await page.ShouldLookRight("console-apps", "Applications");
        await page.GetByRole(AriaRole.Link, new() { Name = "Create App Integration" }).ClickAsync();
        await page.ShouldLookRight("console-app-type", "Create a new app integration");
        await page.GetByLabel("OIDC - OpenID Connect").CheckAsync();
        await page.GetByLabel("Native Application").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await page.ShouldLookRight("console-app-new", "New Native Application Integration");
        await page.GetByLabel("App integration name").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.Locator("#problems").WaitForAsync();
        await page.ShouldLookRight("console-app-new-refused", "New Native Application Integration");
        await page.GetByLabel("App integration name").FillAsync("Quickstart");
        await page.GetByLabel("Sign-in redirect URIs").FillAsync("http://127.0.0.1/callback");
        await page.GetByLabel("Sign-out redirect URIs").FillAsync("http://127.0.0.1/");
        await page.GetByLabel("Allow everyone in your organization to access").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.Locator("#client-id").WaitForAsync();
        await page.ShouldLookRight("console-app", "Quickstart Active");
        var clientId = await page.TextContentAsync("#client-id");

        // A program of ours signs in with it, and gets no refresh token yet.
        var issuer = (string)Here.Dev["issuer"]!;
        await using (var program = Here.Run("Quickstart", "--issuer", issuer, "--client-id", clientId!, "--api", "http://127.0.0.1:1"))
        {
            await program.Type("");
            await page.GotoAsync(await Here.Desktop.OpenedAddress());
            await program.Says("Signed in.");
            await program.Type("q");
            await program.Ends();
        }

        // Keep the user signed in.
        await page.GotoAsync($"{Here.Server}/admin/apps/{clientId}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit: General Settings" }).ClickAsync();
        await page.ShouldLookRight("console-app-edit", "Quickstart Active");
        await page.GetByLabel("Refresh Token", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Saved.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Assignments" }).ClickAsync();
        await page.Locator("#q").FillAsync("a");
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldLookRight("console-app-assignments", "Quickstart Active");
        await page.GetByRole(AriaRole.Link, new() { Name = "Quick start" }).ClickAsync();
        await page.ShouldLookRight("console-app-quickstart", "Quickstart Active");
    }

    /// <summary>Directory: a group is made and filled.</summary>
    [Fact]
    public async Task People_are_put_together_in_a_group()
    {
        await using var browser = await Enter();
        var page = browser.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Groups", Exact = true }).First.ClickAsync();
        await page.ShouldLookRight("console-groups", "Groups");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add Group" }).First.ClickAsync();
        await page.GetByLabel("Name").FillAsync("Night shift");
        await page.GetByLabel("Description").FillAsync("Those who watch over it while others sleep");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.Locator("#q").FillAsync(Here.Person[..3]);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add:" }).First.ClickAsync();
        await page.GetByText("Added.").WaitForAsync();
        await page.ShouldLookRight("console-group", "Night shift");
    }

    /// <summary>Directory and Reports: a person is added, looked at, and found in the log.</summary>
    [Fact]
    public async Task A_person_is_added_and_what_they_did_is_found_in_the_log()
    {
        await using var browser = await Enter();
        var page = browser.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true }).First.ClickAsync();
        await page.ShouldLookRight("console-people", "People");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add Person" }).ClickAsync();
        await page.GetByLabel("First name", new() { Exact = true }).FillAsync("Grace");
        await page.GetByLabel("Last name", new() { Exact = true }).FillAsync("Hopper");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync("grace@example.com");
        await page.GetByText("I set the password").ClickAsync();
        await page.Locator("#password").FillAsync("Nanoseconds-Are-11.8-Inches");
        await page.ShouldLookRight("console-person-new", "Add Person");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.ShouldLookRight("console-person", "Grace Hopper Active");
        await page.GetByRole(AriaRole.Link, new() { Name = "Security", Exact = true }).Last.ClickAsync();
        await page.ShouldLookRight("console-person-security", "Grace Hopper Active");
        await page.GotoAsync($"{Here.Server}/admin/log");
        await page.Locator("details.event > summary").First.ClickAsync();
        await page.ShouldLookRight("console-log", "System Log");
        await page.GotoAsync($"{Here.Server}/admin/log/signins");
        await page.ShouldLookRight("console-sign-ins", "Sign-ins");
    }

    /// <summary>Security &gt; API: an authorization server with a scope and a claim that is tried, what its tokens would say, API tokens and origins.</summary>
    [Fact]
    public async Task An_authorization_server_is_made_and_its_tokens_are_looked_at()
    {
        await using var browser = await Enter();
        var page = browser.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "API", Exact = true }).First.ClickAsync();
        await page.ShouldLookRight("console-servers", "API");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add Authorization Server" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Orders");
        await page.GetByLabel("Audience").FillAsync("api://orders");
        await page.GetByLabel("Description").FillAsync("What the shop and its partners ask");
        await page.ShouldLookRight("console-server-new", "Add Authorization Server");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Created.").WaitForAsync();
        await page.ShouldLookRight("console-server", "Orders Active");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit: Settings" }).ClickAsync();
        await page.ShouldLookRight("console-server-edit", "Orders Active");

        await page.GetByRole(AriaRole.Link, new() { Name = "Scopes", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add Scope" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("orders.read");
        await page.GetByLabel("Display phrase").FillAsync("See your orders");
        await page.ShouldLookRight("console-scope-new", "Add Scope");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Created.").WaitForAsync();
        await page.ShouldLookRight("console-scopes", "Orders Active");
        await page.GetByRole(AriaRole.Link, new() { Name = "Claims", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add Claim" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("mail");
        await page.GetByLabel("Value", new() { Exact = true }).FillAsync("user.email");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await page.Locator("#result").WaitForAsync();
        await page.ShouldLookRight("console-claim-new", "Add Claim");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Created.").WaitForAsync();
        await page.ShouldLookRight("console-claims", "Orders Active");
        await page.GetByRole(AriaRole.Link, new() { Name = "Access Policies", Exact = true }).ClickAsync();
        await page.ShouldLookRight("console-access-policies-none", "Orders Active");

        await page.GotoAsync($"{Here.Server}/admin/api/servers/default/policies");
        await page.ShouldLookRight("console-access-policies", "default Active");
        await page.GetByRole(AriaRole.Link, new() { Name = "Token Preview", Exact = true }).ClickAsync();
        await page.Locator("#scopes").FillAsync("openid profile");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview Token" }).ClickAsync();
        await page.Locator("#access-token").WaitForAsync();
        await page.ShouldLookRight("console-token-preview", "default Active");
    }

    /// <summary>Security &gt; API and Networks: what programs and pages of others may do, and from where; and what an app may of the management API.</summary>
    [Fact]
    public async Task Programs_pages_and_networks_get_what_they_may()
    {
        await using var browser = await Enter();
        var page = browser.Page;
        await page.GotoAsync($"{Here.Server}/admin/api/tokens");
        await page.GetByRole(AriaRole.Link, new() { Name = "Create Token" }).First.ClickAsync();
        await page.GetByLabel("Name").FillAsync("Deploy script");
        await page.ShouldLookRight("console-token-new", "Create Token");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create Token" }).ClickAsync();
        await page.ShouldLookRight("console-token-once", "The token is there");
        await page.GotoAsync($"{Here.Server}/admin/api/tokens");
        await page.ShouldLookRight("console-tokens", "API");
        await page.GetByRole(AriaRole.Link, new() { Name = "Trusted Origins" }).ClickAsync();
        await page.ShouldLookRight("console-origins-none", "API");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add Origin" }).First.ClickAsync();
        await page.GetByLabel("Origin URL").FillAsync("https://shop.example.com");
        await page.ShouldLookRight("console-origin-new", "Add Origin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Created.").WaitForAsync();
        await page.ShouldLookRight("console-origins", "API");
        await page.GotoAsync($"{Here.Server}/admin/networks");
        await page.ShouldLookRight("console-networks-none", "Networks");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add Zone" }).First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Head office");
        await page.GetByLabel("Gateway addresses").FillAsync("192.0.2.0/24\n198.51.100.1-198.51.100.9");
        await page.ShouldLookRight("console-network-new", "Add Zone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Created.").WaitForAsync();
        await page.ShouldLookRight("console-networks", "Networks");

        await page.GotoAsync($"{Here.Server}/admin/apps/{ClientId}/scopes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Grant: okta.users.read", Exact = true }).ClickAsync();
        await page.GetByText("Granted.").WaitForAsync();
        await page.Locator("#main h1").WaitForAsync();
        await page.ShouldLookRight("console-app-scopes", await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Activity", Exact = true }).ClickAsync();
        await page.Locator("details.event").First.WaitForAsync();
        await page.ShouldLookRight("console-app-activity", await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync());
    }

    /// <summary>Keys and the one box lead everywhere; the switch on their page turns them off (WCAG 2.2 §2.1.4).</summary>
    [Fact]
    public async Task Keys_and_one_box_lead_everywhere()
    {
        await using var browser = await Enter();
        var page = browser.Page;
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("p");
        await page.WaitForURLAsync("**/admin/people");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(Here.Person[..3]);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".hits a").First.WaitForAsync();
        await page.ShouldLookRight("console-find", "Search");
        await page.SetViewportSizeAsync(1280, 800);
        await page.GotoAsync($"{Here.Server}/admin/find?q=nothing-is-called-so");
        await page.ShouldLookRight("console-find-nothing", "Search");
        await page.SetViewportSizeAsync(1280, 800);
        await page.GotoAsync($"{Here.Server}/admin");
        await page.Keyboard.PressAsync("Shift+?");
        await page.ShouldLookRight("console-keyboard", "Keyboard shortcuts");
        await page.GetByLabel("Turn these keys off in this browser").CheckAsync();
        await page.GotoAsync($"{Here.Server}/admin");
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("a");
        await page.Keyboard.PressAsync("/");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldNotBe("find");
        page.Url.ShouldEndWith("/admin");
    }

    /// <summary>Security &gt; Policies: a policy with rules in their order, and what would happen to somebody.</summary>
    [Fact]
    public async Task Policies_are_written_put_in_order_and_asked()
    {
        await using var browser = await Enter();
        var page = browser.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Policies", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add Policy" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Everybody at work");
        await page.GetByLabel("For people in").FillAsync("Everyone");
        await page.ShouldLookRight("console-policy-new", "Add Policy: Global Session Policy");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        foreach (var name in new[] { "Known devices", "Everything else" })
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Add Rule" }).ClickAsync();
            await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
            // A second factor for everybody would be asked of the administrator at once.
            if (name == "Known devices") await page.GetByLabel("With a device").SelectOptionAsync("LOW");
            if (name == "Known devices") await page.ShouldLookRight("console-rule-new", "Add Rule");
            await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await page.GetByText("Created.").WaitForAsync();
        }
        await page.ShouldLookRight("console-policy", "Everybody at work Active");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move up: Everything else" }).ClickAsync();
        await page.GetByText("Saved.").WaitForAsync();
        await page.GotoAsync($"{Here.Server}/admin/policies");
        await page.ShouldLookRight("console-policies", "Policies");
        await page.GetByRole(AriaRole.Link, new() { Name = "What would happen?" }).ClickAsync();
        await page.GetByLabel("With a device").SelectOptionAsync("LOW");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask the rules" }).ClickAsync();
        await page.Locator("#OKTA_SIGN_ON details > summary").ClickAsync();
        await page.ShouldLookRight("console-simulation", "What would happen?");
        foreach (var (type, name) in new[] { ("PASSWORD", "console-policy-password"), ("MFA_ENROLL", "console-policy-enroll"), ("ACCESS_POLICY", "console-policy-app") })
        {
            await page.GotoAsync($"{Here.Server}/admin/policies?type={type}");
            await page.GetByRole(AriaRole.Link, new() { Name = "Default Policy" }).ClickAsync();
            await page.ShouldLookRight(name, "Default Policy Active");
            if (type != "ACCESS_POLICY") await page.GetByRole(AriaRole.Link, new() { Name = "Edit: Settings" }).ClickAsync();
            else await page.GetByRole(AriaRole.Link, new() { Name = "Add Rule" }).ClickAsync();
            await page.ShouldLookRight(name + "-edit", type == "ACCESS_POLICY" ? "Add Rule" : "Default Policy");
        }
        await page.GotoAsync($"{Here.Server}/admin/policies?type=ACCESS_POLICY");
        await page.GetByRole(AriaRole.Link, new() { Name = "Default Policy" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Applications", Exact = true }).Last.ClickAsync();
        await page.ShouldLookRight("console-policy-apps", "Default Policy");
    }
}
