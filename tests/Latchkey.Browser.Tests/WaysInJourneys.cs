using System.Text.Json.Nodes;
using Latchkey.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>The ways in that an org or a person chooses: the name first, a phone, an offered factor, another address.</summary>
public sealed class WaysInJourneys : PageJourney
{
    private Task Returned(IPage page) => page.Locator($"a[href^='{Scheme}:']").WaitForAsync();

    private static Task Heading(IPage page, string text) => page.GetByRole(AriaRole.Heading, new() { Name = text, Exact = true }).First.WaitForAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_name_comes_first_by_the_keyboard_alone_with_and_without_script(bool script)
    {
        await Choose("""{"identifierFirst":true}""");
        using var handler = new SchemeHandler(Here.Desktop, Scheme);
        await using var browser = await Chromium.StartAsync(Here.Desktop, View.Desktop with { Script = script }, (Here.Server, Scheme));
        var page = browser.Page;
        await page.GotoAsync(SignInAddress());
        if (script) await page.ShouldLookRight("sign-in-name", "Sign in");
        await page.FocusAsync("#identifier");
        await page.Keyboard.TypeAsync(Here.Person);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");                               // remember my name
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#password").WaitForAsync();
        (await page.InputValueAsync("#identifier")).ShouldBe(Here.Person);     // for what fills passwords in
        if (script) await page.ShouldLookRight("sign-in-proof", "Sign in");
        await page.FocusAsync("#password");
        await page.Keyboard.TypeAsync(Here.PersonsPassword);
        await page.Keyboard.PressAsync("Enter");
        await handler.Received();

        await page.GotoAsync(SignInAddress() + "&prompt=login");
        if (script) await page.ShouldLookRight("sign-in-names", "Sign in");
        await page.GetByRole(AriaRole.Button, new() { Name = Here.Person }).ClickAsync();
        await page.FillAsync("#password", Here.PersonsPassword);
        await page.Locator("form:has(#password) button[type=submit].primary").ClickAsync();
        await handler.Received();
    }

    [Fact]
    public async Task A_phone_signs_a_desk_in()
    {
        await Choose("""{"phoneSignIn":true}""");
        using var handler = new SchemeHandler(Here.Desktop, Scheme);
        await using var desk = await Chromium.StartAsync(Here.Desktop, null, (Here.Server, Scheme));
        await using var phone = await Chromium.StartAsync(View.Phone);
        await desk.Page.GotoAsync(SignInAddress());
        await desk.Page.ShouldLookRight("sign-in-by-phone", "Sign in");
        await desk.Page.ClickAsync("#by-phone");
        await Heading(desk.Page, "Sign in with your phone");
        var address = await desk.Page.TextContentAsync("#address");
        var number = await desk.Page.TextContentAsync("#number");
        await phone.Page.GotoAsync(address!);
        await SignIn(phone.Page, Here.Person, Here.PersonsPassword);
        await phone.Page.ShouldLookRight("other-device", "Sign in on another device?");
        await phone.Page.FillAsync("#number", number!);
        await phone.Page.Keyboard.PressAsync("Enter");
        await Heading(phone.Page, "Approved");
        await Returned(desk.Page);                                             // by itself
    }

    [Fact]
    public async Task The_page_that_waits_for_a_phone_is_for_everyone_and_needs_no_script()
    {
        await Choose("""{"phoneSignIn":true}""");
        await using var desk = await Chromium.StartAsync(Here.Desktop, View.Desktop with { Script = false }, (Here.Server, Scheme));
        await using var phone = await Chromium.StartAsync(View.Phone with { Script = false });
        await desk.Page.GotoAsync(SignInAddress());
        await desk.Page.ClickAsync("#by-phone");
        foreach (var view in Screens.All)
        {
            await desk.Page.SetViewportSizeAsync(view.Width, view.Height);
            await desk.Page.EmulateMediaAsync(new() { ColorScheme = view.Colours, ReducedMotion = ReducedMotion.Reduce });
            await desk.Page.Keep("phone", view);
        }
        await phone.Page.GotoAsync((await desk.Page.TextContentAsync("#address"))!);
        await SignIn(phone.Page, Here.Person, Here.PersonsPassword);
        await phone.Page.FillAsync("#number", (await desk.Page.TextContentAsync("#number"))!);
        await phone.Page.Locator("button[value=approve]").ClickAsync();
        await desk.Page.ClickAsync("#check");
        await Returned(desk.Page);
    }

    [Fact]                                                             // decision 0027
    public async Task A_person_does_no_puzzle_and_signs_up_where_robots_are_kept_out()
    {
        await Choose("""{"proofOfWork":"REQUIRED"}""");
        using var handler = new SchemeHandler(Here.Desktop, Scheme);
        await using var browser = await Chromium.StartAsync(Here.Desktop, null, (Here.Server, Scheme));
        var page = browser.Page;
        await page.GotoAsync(SignInAddress() + "&prompt=create");
        await page.FillAsync("#firstName", "Grace");
        await page.FillAsync("#lastName", "Hopper");
        await page.FillAsync("#email", "grace@example.com");
        await page.FillAsync("#password", "Difference-Engine-1822");
        await page.ClickAsync("button[type=submit]");
        await page.FillAsync("#code", await MailedCode("grace@example.com"));
        await page.Keyboard.PressAsync("Enter");
        await Returned(page);

        await page.GotoAsync(SignInAddress() + "&prompt=login");
        await page.ClickAsync("#forgot");
        await page.FillAsync("#identifier", "grace@example.com");
        await page.Keyboard.PressAsync("Enter");
        await Heading(page, "Check your mail");

        await using var without = await Chromium.StartAsync(View.Phone with { Script = false });
        await without.Page.GotoAsync(SignInAddress() + "&prompt=create");
        await without.Page.Keep("sign-up-needs-script", View.Phone);
        (await without.Page.ContentAsync()).ShouldContain("Robots are kept out here by a small sum that browsers do.");
    }

    [Fact]                                                             // threats §1 row 8
    public async Task An_address_is_changed_by_both_mailboxes_and_its_owner_can_say_that_it_was_not_they()
    {
        await using var browser = await Chromium.StartAsync();
        var page = browser.Page;
        await page.GotoAsync($"{Here.Server}/account/email");
        await SignIn(page, Here.Person, Here.PersonsPassword);
        await page.FillAsync("#email", Here.Person);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[role=alert]:visible").WaitForAsync();
        await page.ShouldLookRight("account-email", "Change email address");
        await page.FillAsync("#email", "next@example.com");
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldLookRight("email-codes", "Check your mail");
        await page.FillAsync("#code-new", await MailedCode("next@example.com"));
        await page.FillAsync("#code-old", await MailedCode(Here.Person));
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Your email address is changed.").WaitForAsync();
        await page.ShouldLookRight("account-email-changed", "Your account");

        using var http = new HttpClient();
        var told = JsonNode.Parse(await http.GetStringAsync((string)Here.Dev["mail"]! + ".json"))!.AsArray().First(mail => (string)mail!["to"]! == Here.Person);
        await page.GotoAsync((string)told!["links"]!.AsArray().Single()!);
        await page.ShouldLookRight("not-me", "Was this not you?");
        await page.ClickAsync("#end");
        await Heading(page, "Choose a new password");
    }

    [Fact]
    public async Task A_second_factor_is_offered_and_may_wait()
    {
        await Choose("""
            {"type":"MFA_ENROLL","name":"Offered","priority":1,"conditions":{"people":{"groups":{"include":["GROUP"]}}},
             "settings":{"type":"AUTHENTICATORS","authenticators":[{"key":"okta_password","enroll":{"self":"REQUIRED"}},{"key":"google_otp","enroll":{"self":"OPTIONAL"}}]}}
            """.Replace("GROUP", await Everyone(), StringComparison.Ordinal), "/api/v1/policies", HttpMethod.Post);
        await Choose("""{"type":"MFA_ENROLL","name":"At sign-in","actions":{"enroll":{"self":"LOGIN"}}}""", $"/api/v1/policies/{await Policy("Offered")}/rules", HttpMethod.Post);
        using var handler = new SchemeHandler(Here.Desktop, Scheme);
        await using var browser = await Chromium.StartAsync(Here.Desktop, null, (Here.Server, Scheme));
        await browser.Page.GotoAsync(SignInAddress());
        await SignIn(browser.Page, Here.Person, Here.PersonsPassword);
        await browser.Page.ShouldLookRight("enroll-offered", "Make your account safer");
        await browser.Page.ClickAsync("#skip");
        await Returned(browser.Page);
    }

    private async Task<string> Everyone() => (string)(await List("/api/v1/groups?q=Everyone")).First()!["id"]!;

    private async Task<string> Policy(string name) => (string)(await List("/api/v1/policies?type=MFA_ENROLL")).First(one => (string)one!["name"]! == name)!["id"]!;

    private async Task<JsonArray> List(string path)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", "SSWS " + (string)Here.Dev["apiToken"]!);
        return JsonNode.Parse(await http.GetStringAsync(new Uri(Here.Server + path)))!.AsArray();
    }
}
