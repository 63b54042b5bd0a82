using System.Text.RegularExpressions;
using Latchkey.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>Every page of signing in and out, and those that say no.</summary>
public sealed class PageJourneys : PageJourney
{
    [Fact]
    public async Task Every_page_of_signing_in_and_out_is_for_everyone()
    {
        using var handler = new SchemeHandler(Here.Desktop, Scheme);
        // Without the answer given beforehand, Chromium's "Open the app?" stays up and takes every click.
        await using var browser = await Chromium.StartAsync(Here.Desktop, null, (Here.Server, Scheme));
        var page = browser.Page;

        await page.GotoAsync(Here.Server);
        await page.ShouldLookRight("home", "Sign-in for Development");

        await page.GotoAsync(SignInAddress());
        await page.ShouldLookRight("sign-in", "Sign in");

        await SignIn(page, "somebody@example.com", "wrong");
        await page.Locator("[role=alert]:visible").WaitForAsync();
        await page.ShouldLookRight("sign-in-refused", "Sign in");

        await page.GetByRole(AriaRole.Link, new() { Name = "Forgot your password?" }).ClickAsync();
        await page.ShouldLookRight("forgot", "Forgot your password?");
        await page.Locator("#identifier").FillAsync(Here.Person);
        await page.Locator("button[type=submit]").ClickAsync();
        await page.ShouldLookRight("forgot-sent", "Check your mail");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to sign-in" }).ClickAsync();

        await SignIn(page, Here.Person, Here.PersonsPassword);
        await page.Locator($"a[href^='{Scheme}:']").WaitForAsync();
        await page.ShouldLookRight("return-to-app", "You are signed in");

        await page.GotoAsync(Here.Server);
        await page.ShouldLookRight("home-signed-in", "Sign-in for Development");

        await page.GetByRole(AriaRole.Link, new() { Name = "Your account" }).ClickAsync();
        await page.ShouldLookRight("account", "Your account");

        await page.GotoAsync($"{Here.Server}/oauth2/default/v1/logout?client_id={ClientId}");
        await page.ShouldLookRight("sign-out", "Sign out?");
        await page.ClickAsync("button[type=submit]");
        await page.ShouldLookRight("signed-out", "You are signed out");
    }

    [Fact]                                                             // threats §1 row 3
    public async Task The_page_between_two_people_and_the_one_at_the_end_of_an_old_sign_in_are_for_everyone()
    {
        using var handler = new SchemeHandler(Here.Desktop, Scheme);
        await using var browser = await Chromium.StartAsync(Here.Desktop, null, (Here.Server, Scheme));
        var page = browser.Page;
        await page.GotoAsync(SignInAddress());
        await SignIn(page, Here.Person, Here.PersonsPassword);
        await page.Locator($"a[href^='{Scheme}:']").WaitForAsync();

        await page.GotoAsync($"{SignInAddress()}&sessionToken={await Here.SessionToken("admin")}");
        await page.ShouldLookRight("switch-person", "Change who is signed in?");
        await page.ClickAsync("#stay");
        await page.Locator($"a[href^='{Scheme}:'][href*='access_denied']").WaitForAsync();
        await page.GotoAsync($"{SignInAddress()}&sessionToken={await Here.SessionToken("admin")}");
        await page.ClickAsync("#go-on");
        await page.Locator($"a[href^='{Scheme}:'][href*='code=']").WaitForAsync();

        await page.GotoAsync($"{Here.Server}/signin?flow=old.{ClientId}.default");
        await page.ShouldLookRight("sign-in-expired", "This sign-in has expired");
        await page.ClickAsync("#way-on");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Sign-in for Development" }).WaitForAsync();
        await page.GotoAsync($"{Here.Server}/activate/confirm?request=old");
        await page.ShouldLookRight("activate-over", "This sign-in has expired");
    }

    [Fact]
    public async Task Every_page_that_says_no_is_for_everyone()
    {
        await using var browser = await Chromium.StartAsync();
        var page = browser.Page;

        await page.GotoAsync($"{Here.Server}/oauth2/default/v1/authorize?client_id=unknown&response_type=code&redirect_uri=https://example.com");
        await page.ShouldLookRight("error", "This request cannot be completed");
        (await page.TextContentAsync("main")).ShouldNotBeNullOrWhiteSpace();

        await page.GotoAsync($"{Here.Server}/no-such-page");
        await page.ShouldLookRight("not-found", "There is nothing here");

        await page.GotoAsync($"{Here.Server}/welcome/{new string('x', 20)}");
        await page.ShouldLookRight("link-unknown", "This link does not work");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signing_in_leads_back_to_the_app_with_and_without_script(bool script)
    {
        using var handler = new SchemeHandler(Here.Desktop, Scheme);
        await using var browser = await Chromium.StartAsync(Here.Desktop, View.Phone with { Script = script }, (Here.Server, Scheme));

        await browser.Page.GotoAsync(SignInAddress());
        await SignIn(browser.Page, Here.Person, Here.PersonsPassword);

        (await handler.Received()).ShouldMatch($@"^{Regex.Escape(Redirect)}\?code=[^&]+&state=s");
    }

    [Fact]
    public async Task The_keyboard_alone_signs_in()
    {
        using var handler = new SchemeHandler(Here.Desktop, Scheme);
        await using var browser = await Chromium.StartAsync(Here.Desktop, null, (Here.Server, Scheme));

        await browser.Page.GotoAsync(SignInAddress());
        await browser.Page.Locator("#identifier:focus").WaitForAsync();         // the field has the focus from the start
        await browser.Page.Keyboard.TypeAsync(Here.Person);
        await browser.Page.Keyboard.PressAsync("Tab");
        await browser.Page.Keyboard.TypeAsync(Here.PersonsPassword);
        await browser.Page.Keyboard.PressAsync("Enter");

        (await handler.Received()).ShouldStartWith(Redirect);
    }
}
