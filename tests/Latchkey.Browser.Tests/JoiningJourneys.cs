using Latchkey.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>Every page of joining: with a link from the mail, or with an account one makes oneself.</summary>
public sealed class JoiningJourneys : PageJourney
{
    [Fact]
    public async Task Every_page_of_joining_is_for_everyone()
    {
        await using var register = Here.Run("Latchkey", "register", "--url", Here.Server, "--batch", "--first-name", "Ada", "--last-name", "Lovelace", "--email", "ada@example.com", "--country", "UK");
        var (_, link) = await register.SaysMatch(@"(http\S+/welcome/\S+)");
        (await register.Ends()).ShouldBe(0);
        await using var browser = await Chromium.StartAsync();
        var page = browser.Page;

        await page.GotoAsync((string)Here.Dev["mail"]!);
        await page.ShouldLookRight("mailbox", "Mail");

        await page.GotoAsync(link);
        await page.ShouldLookRight("welcome", "Welcome, Ada Lovelace");

        foreach (var field in await page.Locator("input[type=password]").AllAsync()) await field.FillAsync("short");
        await page.ClickAsync("button[type=submit]");
        await page.Locator("[role=alert]:visible").WaitForAsync();
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
        using var handler = new SchemeHandler(Here.Desktop, Scheme);
        await using var browser = await Chromium.StartAsync(Here.Desktop, null, (Here.Server, Scheme));
        var page = browser.Page;

        await page.GotoAsync(SignInAddress() + "&prompt=create&acr_values=urn:okta:loa:2fa:any");
        await page.ShouldLookRight("sign-up", "Create an account");
        await page.FillAsync("#firstName", "Grace");
        await page.FillAsync("#lastName", "Hopper");
        await page.FillAsync("#email", "grace@example.com");
        await page.FillAsync("#password", "short");
        await page.ClickAsync("button[type=submit]");
        await page.Locator("[role=alert]:visible").WaitForAsync();
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
        await page.Locator("[role=alert]:visible").WaitForAsync();
        await page.ShouldLookRight("factor-refused", "Confirm it is you");
        await page.FillAsync("#code", await MailedCode("grace@example.com"));
        await page.Keyboard.PressAsync("Enter");
        await page.Locator($"a[href^='{Scheme}:']").WaitForAsync();

        var enroll = SignInAddress().Replace("response_type=code&scope=openid", "response_type=none", StringComparison.Ordinal).Replace("&nonce=n", "", StringComparison.Ordinal)
            + "&prompt=enroll_authenticator&max_age=0&acr_values=urn:okta:loa:2fa:any:ifpossible";
        await page.GotoAsync(enroll);
        await SignIn(page, "grace@example.com", "Difference-Engine-1822");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Confirm it is you" }).WaitForAsync();
        await page.FillAsync("#code", await MailedCode("grace@example.com", after: 2));
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldLookRight("enroll", "Make signing in safer");
        await page.ClickAsync(".choices a[href$='with=app']");
        await page.ShouldLookRight("enroll-app", "Set up your authenticator app");
    }
}
