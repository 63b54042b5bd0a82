using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
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
        var browser = await Chromium.StartAsync(view);
        await browser.Page.GotoAsync($"{Here.Server}/admin");
        await SignIn(browser.Page, Admin, AdminsPassword);
        await browser.Page.Locator("details.person").WaitForAsync();
        return browser;
    }

    [Fact]
    public async Task The_way_in_and_out_is_for_everyone()
    {
        await using var browser = await Chromium.StartAsync();
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
        await page.ShouldBePictured("console-type");
        await page.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await page.ShouldLookRight("console-app-new", "New Native Application Integration");
        await page.GetByLabel("App integration name").FillAsync("My mobile app");
        await page.GetByLabel("Refresh Token", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Sign-in redirect URIs").FillAsync("com.example.quickstart:/callback");
        await page.GetByLabel("Sign-out redirect URIs").FillAsync("com.example.quickstart:/logout");
        await page.ShouldBePictured("console-new-app", ".page");
        await page.GetByLabel("Refresh Token", new() { Exact = true }).UncheckAsync();
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
        await page.ShouldBePictured("console-app");
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
        await page.ShouldBePictured("console-refresh-token", "#settings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Saved.").WaitForAsync();
        await using (var program = Here.Run("Quickstart", "--issuer", issuer, "--client-id", clientId!, "--api", "http://127.0.0.1:1"))
        {
            await program.Says("Found the session of the last start.");
            await program.Type("o");
            await program.Says("Signed out.");
            await program.Type("");
            await page.GotoAsync(await Here.Desktop.OpenedAddress());
            await program.Says("Signed in.");
            await program.Type("r");
            await program.Says("New tokens, good until");
            await program.Type("q");
            await program.Ends();
        }
        await page.GotoAsync($"{Here.Server}/admin/apps/{clientId}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Assignments" }).ClickAsync();
        await page.Locator("#q").FillAsync("a");
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldLookRight("console-app-assignments", "Quickstart Active");
        await page.GetByRole(AriaRole.Link, new() { Name = "Quick start" }).ClickAsync();
        await page.ShouldLookRight("console-app-quickstart", "Quickstart Active");
    }

    /// <summary>Customizations: the look and the sign-in page are tried beside their form, then people see them. Contract §8.1.</summary>
    [Fact]
    public async Task The_look_of_an_org_is_tried_beside_its_form_and_then_shown_to_people()
    {
        await using var browser = await Enter();
        var page = browser.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Brand", Exact = true }).First.ClickAsync();
        var preview = page.FrameLocator("iframe[name=preview]");
        await preview.GetByRole(AriaRole.Heading, new() { Name = "Sign in" }).WaitForAsync();
        await page.ShouldLookRight("console-brand", "Development");
        await page.Locator("#primaryColorHex").FillAsync("#0b6e4f");
        await page.Locator("#secondaryColorHex").FillAsync("#d7ece3");
        await page.GetByText("The secondary color", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Harbour");
        await preview.Locator("body.tinted").WaitForAsync();                                        // by itself, unsaved
        await preview.GetByText("Harbour", new() { Exact = true }).WaitForAsync();
        await page.Locator("#logo-file").SetInputFilesAsync(new FilePayload { Name = "logo.png", MimeType = "image/png", Buffer = await Wordmark(page) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload: Logo" }).ClickAsync();
        await page.Locator(".shown.logo img").WaitForAsync();
        await page.Locator("#primaryColorHex").FillAsync("#0b6e4f");
        await page.Locator("#secondaryColorHex").FillAsync("#d7ece3");
        await page.GetByText("The secondary color", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Saved.").WaitForAsync();
        await preview.Locator("body.tinted").WaitForAsync();
        await page.ShouldLookRight("console-brand-set", "Development");

        await page.GetByRole(AriaRole.Link, new() { Name = "Sign-in page", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Begin with the default template" }).ClickAsync();
        await page.GetByLabel("Heading", new() { Exact = true }).FillAsync("Welcome aboard");
        await page.GetByLabel("Text of link 1").FillAsync("Ask the harbour master");
        await page.GetByLabel("Address of link 1").FillAsync("https://help.example.com");
        await page.GetByLabel("Page template").FillAsync(Quay);
        await preview.GetByRole(AriaRole.Heading, new() { Name = "Welcome aboard" }).WaitForAsync();
        await page.ShouldLookRight("console-brand-sign-in", "Development");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save to draft" }).ClickAsync();
        await page.GetByText("A draft is not published yet").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "View changes" }).ClickAsync();
        await page.ShouldLookRight("console-brand-changes", "Development");
        await page.GotoAsync($"{Here.Server}/admin/brand/sign-in");
        await page.GetByText("Desktop", new() { Exact = true }).ClickAsync();
        await preview.GetByRole(AriaRole.Heading, new() { Name = "Welcome aboard" }).WaitForAsync();
        await page.ShouldLookRight("console-brand-sign-in-desktop", "Development");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await page.GetByText("People see your page").WaitForAsync();
        await page.ShouldLookRight("console-brand-sign-in-published", "Development");

        await using var visitor = await Chromium.StartAsync();
        await visitor.Page.GotoAsync($"{Here.Server}/admin");
        await visitor.Page.ShouldLookRight("sign-in-own-page", "Welcome aboard");
        await SignIn(visitor.Page, Admin, AdminsPassword);                                          // what stands around it changes nothing of it
        await visitor.Page.Locator("details.person").WaitForAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Reset to default" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reset to default" }).ClickAsync();
        await page.GetByText("People see the default page").WaitForAsync();
        await using var another = await Chromium.StartAsync();
        await another.Page.GotoAsync($"{Here.Server}/admin");
        await another.Page.ShouldLookRight("sign-in-brand", "Sign in");
    }

    /// <summary>Customizations: what the mails say, in which languages, and what the address says of apps.</summary>
    [Fact]
    public async Task The_mails_and_languages_of_an_org_are_worded()
    {
        await using var browser = await Enter();
        var page = browser.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Brand", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Emails", Exact = true }).ClickAsync();
        await page.ShouldLookRight("console-mails", "Development");
        await page.Locator(".mails li:has-text('UserActivation') a").ClickAsync();
        var preview = page.FrameLocator("iframe[name=preview]");
        await preview.Locator("a").First.WaitForAsync();
        await page.ShouldLookRight("console-mail", "Development");
        await page.GetByLabel("Subject").FillAsync("Welcome aboard, ${user.firstName}");
        await page.Locator("#body").FillAsync("<h1>Welcome, ${user.firstName}</h1>\n<p><a href=\"${activationLink}\">Come aboard</a></p>");
        await preview.GetByRole(AriaRole.Link, new() { Name = "Come aboard" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "As text" }).ClickAsync();
        await preview.GetByText("Welcome aboard,").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
        await page.GetByText("Saved.", new() { Exact = true }).WaitForAsync();
        await page.Locator("#add-language").SelectOptionAsync("de");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a language" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Deutsch" }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "English", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test to me" }).ClickAsync();
        await page.GetByText("Sent to you.").WaitForAsync();
        await page.ShouldLookRight("console-mail-own", "Development");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to our words" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to our words" }).ClickAsync();
        await page.GetByText("Deleted.", new() { Exact = true }).WaitForAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Languages", Exact = true }).ClickAsync();
        await page.ShouldLookRight("console-languages", "Development");
        await page.GetByRole(AriaRole.Link, new() { Name = "Well-known files", Exact = true }).ClickAsync();
        await page.ShouldLookRight("console-files", "Development");
        await page.GetByRole(AriaRole.Link, new() { Name = "Domains", Exact = true }).ClickAsync();
        await page.GetByLabel("Domain", new() { Exact = true }).FillAsync("login.harbour.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a domain" }).ClickAsync();
        await page.GetByText("Waiting for its record").WaitForAsync();
        await page.ShouldLookRight("console-domains", "Development");
        await page.GetByRole(AriaRole.Link, new() { Name = "Brands", Exact = true }).ClickAsync();
        await page.ShouldLookRight("console-brands", "Brands");
    }

    private static async Task<byte[]> Wordmark(IPage page)
    {
        var easel = await page.Context.NewPageAsync();
        await easel.SetContentAsync("<b style='display:inline-block;padding:4px 2px;font:700 34px/1.1 sans-serif;letter-spacing:-1px;color:#0b6e4f'>&#9875; Harbour</b>");
        var drawn = await easel.Locator("b").ScreenshotAsync(new() { OmitBackground = true });
        await easel.CloseAsync();
        return drawn;
    }

    private const string Quay = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
            <meta charset="utf-8">
            <title>{{pageTitle}}</title>
            {{{SignInWidgetResources}}}
            <style>
                body { min-height: 100vh; background: linear-gradient(160deg, #0b6e4f, #08415c); }
                .quay { max-width: 32rem; margin: 0 auto; padding: 3rem 1.5rem 0; color: #fff; text-align: center; }
                .quay h2 { color: #fff; font-size: 1.5rem; }
                .framed .foot, .framed .foot a { color: #fff; }
            </style>
        </head>
        <body>
            <header class="quay"><h2>{{orgName}}</h2><p>Every ship comes home.</p></header>
            <div id="okta-login-container"></div>
        </body>
        </html>
        """;

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
        // What is typed stands in the call that does the same.
        var call = await page.Locator("#call-0-cli").TextContentAsync();
        call.ShouldBe("latchkey api POST /api/v1/groups -d '{\n  \"profile\": {\n    \"name\": \"Night shift\",\n    \"description\": \"Those who watch over it while others sleep\"\n  }\n}'");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.Locator("#q").FillAsync(Here.Person[..3]);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add:" }).First.ClickAsync();
        await page.GetByText("Added.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).WaitForAsync();
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

    /// <summary>Security &gt; API &gt; Access Policies: which apps get which tokens for whom, written and put in order.</summary>
    [Fact]
    public async Task Access_policies_are_written_and_what_goes_for_good_asks_for_its_name()
    {
        await using var browser = await Enter();
        var page = browser.Page;
        await page.GotoAsync($"{Here.Server}/admin/api/servers/default/policies");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add Policy" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("The shop");
        await page.GetByText("Only these").ClickAsync();
        await page.ShouldLookRight("console-access-policy-new", "Add Policy");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.Locator("#problems").WaitForAsync();
        await page.Locator("[id='conditions.clients.include']").FillAsync(ClientId);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Created.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add Rule: The shop" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("At night");
        await page.ShouldLookRight("console-access-rule-new", "Add Rule");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Created.").WaitForAsync();
        await page.ShouldLookRight("console-access-policies-ordered", "default Active");
        await page.GetByRole(AriaRole.Link, new() { Name = "The shop", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Delete" }).ClickAsync();
        await page.ShouldLookRight("console-confirm", "Delete The shop?");
        await page.Locator("#typed").FillAsync("The shop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByText("Deleted.").WaitForAsync();
    }

    /// <summary>Directory &gt; People &gt; Import: a file is mapped, looked at and taken in.</summary>
    [Fact]
    public async Task People_come_from_a_file()
    {
        await using var browser = await Enter();
        var page = browser.Page;
        await page.GotoAsync($"{Here.Server}/admin/people");
        await page.GetByRole(AriaRole.Link, new() { Name = "Import People" }).ClickAsync();
        await page.ShouldLookRight("console-import", "Import People");
        await page.Locator("#file").SetInputFilesAsync(new FilePayload
        {
            Name = "staff.csv", MimeType = "text/csv",
            Buffer = "email,firstName,lastName,department\nhedy@example.com,Hedy,Lamarr,Radio\nkatherine@example.com,Katherine,Johnson,Orbits\nnobody,No,Body,None\n"u8.ToArray(),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload and look" }).ClickAsync();
        await page.GetByText("Would be refused: 1").WaitForAsync();
        await page.GetByText("Activate later").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show preview" }).ClickAsync();
        await page.ShouldLookRight("console-import-preview", "people.csv To be looked at");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the import" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "What became of it" }).WaitForAsync();
        await page.ShouldLookRight("console-import-done", "people.csv Done");
        await page.GotoAsync($"{Here.Server}/admin/groups/rules");
        await page.ShouldLookRight("console-group-rules-none", "Group Rules");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add Rule" }).First.ClickAsync();
        await page.ShouldLookRight("console-group-rule-new", "Add Rule");
    }

    /// <summary>A model of the org's own, as FIDO's file has them by the hundred.</summary>
    private async Task DescribeDevice(IPage page)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = new CertificateRequest("CN=House Root", key, HashAlgorithmName.SHA256).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddYears(9));
        var passkeys = Regex.Match((await page.Locator("#settings-cli").TextContentAsync())!, "/api/v1/authenticators/[^/]+").Value;
        await Choose(new JsonObject
        {
            ["aaguid"] = "cb69481e-8ff7-4039-93ec-0a2729a154a8", ["name"] = "Key of the house", ["authenticatorCharacteristics"] = new JsonObject { ["hardwareProtected"] = true },
            ["attestationRootCertificates"] = new JsonArray(new JsonObject { ["x5c"] = Convert.ToBase64String(root.RawData) }),
        }.ToJsonString(), passkeys + "/aaguids", HttpMethod.Post);
    }

    /// <summary>Settings, Reports and Authenticators, every page of them.</summary>
    [Fact]
    public async Task Settings_and_reports_are_for_everyone()
    {
        await using var browser = await Enter();
        var page = browser.Page;
        foreach (var (path, name) in new[]
        {
            ("", "general"), ("/preferences", "preferences"), ("/mail", "mail"), ("/keys", "keys"), ("/backup", "backup-none"), ("/health", "health"), ("/limits", "limits"), ("/about", "about"),
        })
        {
            await page.GotoAsync($"{Here.Server}/admin/settings{path}");
            await page.ShouldLookRight($"console-settings-{name}", "Settings");
        }
        await page.GotoAsync($"{Here.Server}/admin/settings/backup");
        await page.GetByRole(AriaRole.Button, new() { Name = "Back up now" }).ClickAsync();
        await page.GetByText("Opened and found whole").WaitForAsync();
        await page.ShouldLookRight("console-settings-backup", "Settings");
        await page.GotoAsync($"{Here.Server}/admin/settings/mail");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await page.GetByText("The mail server took the letter").WaitForAsync();
        foreach (var (path, name) in new[] { ("", "failures"), ("/factors", "factors"), ("/idle", "idle"), ("/refreshes", "refreshes"), ("/slow", "slow") })
        {
            await page.GotoAsync($"{Here.Server}/admin/reports{path}");
            await page.ShouldLookRight($"console-report-{name}", "Reports");
        }
        await page.GotoAsync($"{Here.Server}/admin/authenticators");
        await page.ShouldLookRight("console-authenticators", "Authenticators");
        await page.GetByRole(AriaRole.Link, new() { Name = "Passkey devices" }).ClickAsync();
        await page.GetByText("No file has been brought yet").WaitForAsync();
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "blob.jwt", MimeType = "application/jose", Buffer = "no.file.of.FIDO"u8.ToArray() });
        await page.ClickAsync("#bring button");
        await page.GetByText("This is not a file that FIDO has signed").First.WaitForAsync();
        await DescribeDevice(page);
        await page.GotoAsync($"{Here.Server}/admin/authenticators/devices");
        await page.GetByText("Key of the house").WaitForAsync();
        await page.ShouldLookRight("console-devices", "Passkey devices");
        await page.GotoAsync($"{Here.Server}/admin/apps/{ClientId}/signon");
        await page.Locator("#client-id").WaitForAsync();
        await page.ShouldLookRight("console-app-sign-on", await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync());
    }

    [Fact]
    public async Task Hooks_are_made_and_tried_by_form()
    {
        await using var browser = await Enter();
        var page = browser.Page;
        await page.GotoAsync($"{Here.Server}/admin/hooks/events");
        await page.ShouldLookRight("console-event-hooks-none", "Event Hooks");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add Event Hook" }).First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Groups");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("https://hooks.example.com/groups");
        await page.GetByLabel("Events", new() { Exact = true }).FillAsync("group.lifecycle.create");
        await page.ShouldLookRight("console-event-hook-new", "Add Event Hook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Created.").WaitForAsync();
        await page.ShouldLookRight("console-event-hooks", "Event Hooks");
        await page.GetByRole(AriaRole.Link, new() { Name = "Not delivered" }).ClickAsync();
        await page.ShouldLookRight("console-event-hook-undelivered", "Groups");
        await page.GotoAsync($"{Here.Server}/admin/hooks/inline");
        await page.ShouldLookRight("console-inline-hooks-none", "Inline Hooks");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add Inline Hook" }).First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Claims");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("https://hooks.example.com/claims");
        await page.ShouldLookRight("console-inline-hook-new", "Add Inline Hook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Created.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Preview" }).ClickAsync();
        await page.ShouldLookRight("console-inline-hook-preview", "Claims");
    }

    /// <summary>Scalar runs under the policy of its page: nothing is fetched from elsewhere, nothing is refused.</summary>
    [Fact]
    public async Task The_description_of_the_api_is_a_page()
    {
        await using var browser = await Chromium.StartAsync();
        var page = browser.Page;
        var (elsewhere, refused) = (new List<string>(), new List<string>());
        page.Request += (_, request) => { if (!request.Url.StartsWith(Here.Server, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal)) elsewhere.Add(request.Url); };
        page.Console += (_, message) => { if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal)) refused.Add(message.Text); };
        await page.GotoAsync($"{Here.Server}/api/reference/");
        await page.GetByText("Latchkey management and sign-in API").First.WaitForAsync();
        elsewhere.ShouldBeEmpty();
        refused.ShouldBeEmpty();
    }
}
