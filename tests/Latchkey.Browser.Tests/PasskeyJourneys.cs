using System.Buffers.Text;
using System.Text.Json.Nodes;
using Latchkey.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>Passkeys in a real browser, with devices as it imitates them: made, used, picked from what the browser fills in, removed.</summary>
public sealed class PasskeyJourneys : PageJourney
{
    private string Login => Here.Person;

    private string Password => Here.PersonsPassword;

    private Task<IResponse?> ToThePasskeys(IPage page) => page.GotoAsync(Here.Server + "/account/passkeys");

    private static Task Returned(IPage page, string scheme) => page.Locator($"a[href^='{scheme}:']").WaitForAsync();

    [Fact]
    public async Task A_person_makes_a_passkey_and_never_types_a_password_again()
    {
        using var handler = new SchemeHandler(Here.Desktop, Scheme);
        await using var browser = await Chromium.StartAsync(Here.Desktop, null, (Here.Server, Scheme));
        var page = browser.Page;
        var phone = await VirtualDevice.PlugInto(browser);

        await ToThePasskeys(page);
        await SignIn(page, Login, Password);
        await page.ShouldLookRight("passkeys-none", "Your passkeys");
        await page.FillAsync("#name", "Mia's phone");
        await page.ClickAsync("#passkey");
        await page.Locator(".place").WaitForAsync();
        await page.ShouldLookRight("passkeys", "Your passkeys");
        (await phone.Keeps()).ShouldBe(1);

        // The same device again: the browser says that it has one.
        await page.ClickAsync("#passkey");
        await page.GetByText("This device already has a passkey of yours here.").WaitForAsync();
        await page.ShouldLookRight("passkeys-held", "Your passkeys");

        // From the first page, with a press.
        await browser.Context.ClearCookiesAsync();
        await phone.Touched(always: false);
        await page.GotoAsync(SignInAddress());
        await page.Locator("#passkey").WaitForAsync();
        await page.ShouldLookRight("sign-in-passkey", "Sign in");
        await phone.Touched(always: true);
        await page.ClickAsync("#passkey");
        await Returned(page, Scheme);

        // Picked among what the browser offers to fill in: nothing is pressed at all.
        await browser.Context.ClearCookiesAsync();
        await page.GotoAsync(SignInAddress());
        await Returned(page, Scheme);

        // After the password, as the second factor.
        await browser.Context.ClearCookiesAsync();
        await phone.Touched(always: false);
        await page.GotoAsync(SignInAddress());
        await SignIn(page, Login, Password);
        await page.ShouldLookRight("factor-passkey", "Confirm it is you");
        await phone.Touched(always: true);
        await page.ClickAsync("#passkey");
        await Returned(page, Scheme);

        // Another, which is carried about.
        var key = await phone.GivesWay(roaming: true, verifies: true);
        await ToThePasskeys(page);
        await page.FillAsync("#name", "Grey key");
        await page.ClickAsync("#passkey");
        await page.Locator(".place >> nth=1").WaitForAsync();
        await page.ShouldLookRight("passkeys-two", "Your passkeys");

        // A removed one is nobody's, and whoever keeps it hears of it.
        await page.ClickAsync("button[aria-label='Remove: Grey key']");
        await page.Locator(".place >> nth=1").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await page.Locator(".place").CountAsync()).ShouldBe(1);
        await Until.True("the key forgets the passkey", async () => await key.Keeps() == 0);
    }

    /// <summary>A key without a PIN asks nobody who they are: it is one factor (decision 0018).</summary>
    [Fact]
    public async Task A_passkey_is_made_on_the_way_to_an_app_by_a_key_that_makes_sure_of_nobody_and_is_half_a_sign_in()
    {
        using var handler = new SchemeHandler(Here.Desktop, Scheme);
        await using var browser = await Chromium.StartAsync(Here.Desktop, null, (Here.Server, Scheme));
        var page = browser.Page;
        await page.GotoAsync(SignInAddress() + "&acr_values=phr");
        await SignIn(page, Login, Password);
        await page.ShouldLookRight("enroll-passkey", "Create a passkey");

        // Chromium says nothing of a passkey that such a key keeps: what it makes is found by its name alone.
        await VirtualDevice.PlugInto(browser, roaming: true, verifies: false);
        await page.ClickAsync("#passkey");
        (await MethodsOf(page)).ShouldBe(["mfa", "pwd", "swk"]);

        // After the password: the second of two.
        await browser.Context.ClearCookiesAsync();
        await page.GotoAsync(SignInAddress());
        await SignIn(page, Login, Password);
        await page.Locator("form[data-passkey='sign'] #passkey").WaitForAsync();
        await page.ClickAsync("#passkey");
        (await MethodsOf(page)).ShouldBe(["mfa", "pwd", "swk"]);

        // Before it: the page names nobody's passkeys, so this browser finds none, says so, and leaves the password.
        await browser.Context.ClearCookiesAsync();
        await page.GotoAsync(SignInAddress());
        await page.Locator("#passkey").WaitForAsync();
        await page.ClickAsync("#passkey");
        await page.GetByText("No passkey was used.").WaitForAsync();
        await page.Keep("sign-in-passkey-failed", View.Phone);
        await SignIn(page, Login, Password);
        await page.Locator("form[data-passkey='sign'] #passkey").WaitForAsync();
    }

    /// <summary>What the app hears of how somebody has signed in. OpenID Connect Core §2, amr.</summary>
    private async Task<string[]> MethodsOf(IPage page)
    {
        await Returned(page, Scheme);
        var end = new Uri((await page.Locator($"a[href^='{Scheme}:']").First.GetAttributeAsync("href"))!);
        var code = System.Web.HttpUtility.ParseQueryString(end.Query)["code"]!;
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = Redirect, ["client_id"] = ClientId, ["code_verifier"] = Verifier,
        });
        using var answer = await http.PostAsync(new Uri($"{Here.Dev["issuer"]}/v1/token"), form);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(((string)JsonNode.Parse(text)!["id_token"]!).Split('.')[1]))!;
        return [.. claims["amr"]!.AsArray().Select(method => (string)method!).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Without_script_nothing_of_it_is_in_the_way()
    {
        await using var browser = await Chromium.StartAsync(Here.Desktop, View.Desktop with { Script = false }, (Here.Server, Scheme));
        var page = browser.Page;
        await page.GotoAsync(SignInAddress());
        (await page.Locator("#passkey").IsVisibleAsync()).ShouldBeFalse();
        await page.GotoAsync(SignInAddress() + "&acr_values=phr");
        await SignIn(page, Login, Password);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Create a passkey" }).WaitForAsync();
        await page.Keep("enroll-passkey-no-script", View.Desktop);
        // Playwright looks for no text in it, and shows it all the same.
        (await page.ContentAsync()).ShouldContain("Passkeys need script, which is switched off in this browser.");
    }
}
