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
}
