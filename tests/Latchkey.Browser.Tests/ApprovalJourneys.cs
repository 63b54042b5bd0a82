using System.Text.Json.Nodes;
using Latchkey.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>Every page that asks for a person's word: what an app may do, and whether a device or a service may act.</summary>
public sealed class ApprovalJourneys : PageJourney
{
    private JsonNode? desk;

    [Fact]
    public async Task The_page_that_asks_for_permission_is_for_everyone()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", "SSWS " + (string)Here.Dev["apiToken"]!);
        foreach (var (name, title, means) in ((string, string, string)[])[("calendar:read", "See your calendar", "Your appointments, their places and who comes along."), ("calendar:write", "Make appointments for you", "")])
        {
            using var scope = new StringContent($$"""{"name":"{{name}}","displayName":"{{title}}","description":"{{means}}","consent":"REQUIRED"}""", null, "application/json");
            (await http.PostAsync(new Uri($"{Here.Server}/api/v1/authorizationServers/default/scopes"), scope)).IsSuccessStatusCode.ShouldBeTrue();
        }
        await using var browser = await Chromium.StartAsync(Here.Desktop, null, (Here.Server, Scheme));
        var page = browser.Page;
        var asking = SignInAddress().Replace("scope=openid", "scope=openid%20calendar:read%20calendar:write", StringComparison.Ordinal) + "&prompt=consent";

        foreach (var (language, title) in ((string, string)[])[("de", "Quickstart bittet um Ihre Erlaubnis"), ("ar", "يطلب Quickstart إذنك"), ("en", "Quickstart asks for your permission")])
        {
            await page.GotoAsync(asking + "&ui_locales=" + language);
            if (language == "de") await SignIn(page, Here.Person, Here.PersonsPassword);
            await page.ShouldLookRight($"consent-{language}", title);
        }

        // By keyboard alone: the answers come in the order they are read.
        await page.Locator("#allow").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("() => document.activeElement.id")).ShouldBe("deny");
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldLookRight("return-denied", "Sign-in did not finish");
    }

    [Fact]                                                             // RFC 8628 §3.3, CIBA Core §7
    public async Task Every_page_of_connecting_a_device_is_for_everyone()
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsync($"{Here.Dev["issuer"]}/v1/device/authorize", new FormUrlEncodedContent(new Dictionary<string, string> { ["client_id"] = ClientId, ["scope"] = "openid" }));
        var link = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["verification_uri_complete"]!;
        await using var browser = await Chromium.StartAsync();
        var page = browser.Page;

        await page.GotoAsync($"{Here.Server}/activate");
        await page.FillAsync("#user_code", "BBBB-BBBB");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[role=alert]:visible").WaitForAsync();
        await page.ShouldLookRight("activate-unknown", "Connect a device");

        await page.GotoAsync(link);
        await page.ShouldLookRight("activate", "Connect a device");
        await page.ClickAsync("button[type=submit]");
        await SignIn(page, Here.Person, Here.PersonsPassword);
        await page.ShouldLookRight("approve-device", "Sign in to Quickstart on your device?");
        await page.ClickAsync("button[value=approve]");
        await page.ShouldLookRight("approved", "Approved");

        await page.GotoAsync($"{Here.Server}/approve");
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
        var app = desk ??= await Here.CreateApp("""{"application_type":"web","grant_types":["authorization_code","urn:openid:params:grant-type:ciba"],"response_types":["code"],"redirect_uris":["https://app.example/callback"]}""");
        var form = new Dictionary<string, string> { ["scope"] = "openid", ["login_hint"] = Here.Person };
        if (bindingMessage is not null) form["binding_message"] = bindingMessage;
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{app["client_id"]}:{app["client_secret"]}")));
        using var asked = await http.PostAsync(new Uri($"{Here.Dev["issuer"]}/v1/bc/authorize"), new FormUrlEncodedContent(form));
        asked.IsSuccessStatusCode.ShouldBeTrue(await asked.Content.ReadAsStringAsync());
    }
}
