using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Latchkey.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>The pages that mails lead to: a lock ends, a password is chosen, an account is finished, and another browser goes on. Decisions 0040, 0056, 0057.</summary>
public sealed class MailedPageJourneys : PageJourney
{
    private const string Password = "Correct-Horse-7";

    private async Task<JsonNode?> Ask(HttpMethod method, string path, JsonNode? body = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(Here.Server + "/api/v1" + path));
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        request.Headers.Add("Authorization", "SSWS " + (string)Here.Dev["apiToken"]!);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    /// <summary>The link in the newest mail to someone, once there are so many.</summary>
    private async Task<string> MailedLink(string to, int mails = 1)
    {
        using var http = new HttpClient();
        for (; ; await Task.Yield())
        {
            var all = JsonNode.Parse(await http.GetStringAsync((string)Here.Dev["mail"]! + ".json"))!.AsArray().Where(mail => (string)mail!["to"]! == to).ToArray();
            if (all.Length >= mails) return (string)all[0]!["links"]![0]!;
        }
    }

    /// <summary>Somebody with a question of their own, whose policy asks it and lets them end a lock.</summary>
    private async Task<string> Asked()
    {
        const string login = "asked@example.com";
        var person = await Ask(HttpMethod.Post, "/users", JsonNode.Parse($$$"""
            {"profile":{"login":"{{{login}}}","email":"{{{login}}}","firstName":"Ada","lastName":"L"},
             "credentials":{"password":{"value":"{{{Password}}}"},"recovery_question":{"question":"Where did you first see the sea?","answer":"At the pier"} } }
            """));
        var group = await Ask(HttpMethod.Post, "/groups", JsonNode.Parse("""{"profile":{"name":"asked"}}"""));
        await Ask(HttpMethod.Put, $"/groups/{group!["id"]}/users/{person!["id"]}");
        var policy = await Ask(HttpMethod.Post, "/policies", JsonNode.Parse($$$"""
            {"type":"PASSWORD","name":"asked","conditions":{"people":{"groups":{"include":["{{{group["id"]}}}"] } } },
             "settings":{"recovery":{"factors":{"recovery_question":{"status":"ACTIVE"} } } }}
            """));
        await Ask(HttpMethod.Post, $"/policies/{policy!["id"]}/rules", JsonNode.Parse("""
            {"type":"PASSWORD","name":"asked","actions":{"passwordChange":{"access":"ALLOW"},"selfServicePasswordReset":{"access":"ALLOW"},"selfServiceUnlock":{"access":"ALLOW"}}}
            """));
        return login;
    }

    [Fact]                                                             // decision 0057
    public async Task A_lock_and_a_forgotten_password_end_by_mail_and_answer_on_pages_for_everyone()
    {
        var login = await Asked();
        await using var browser = await Chromium.StartAsync(Here.Desktop, null, (Here.Server, Scheme));
        var page = browser.Page;
        for (var i = 0; i < 10; i++) await Ask(HttpMethod.Post, "/authn", new JsonObject { ["username"] = login, ["password"] = "Wrong-Horse-7" });
        await Ask(HttpMethod.Post, "/authn/recovery/unlock", new JsonObject { ["username"] = login, ["factorType"] = "EMAIL" });
        await page.GotoAsync(await MailedLink(login));
        await page.ShouldLookRight("unlock-question", "Unlock the account");
        await page.FillAsync("#answer", "wrong");
        await page.ClickAsync("button[type=submit]");
        await page.Locator("[role=alert]:visible").WaitForAsync();
        await page.ShouldLookRight("unlock-question-wrong", "Unlock the account");
        await page.FillAsync("#answer", "at the PIER");
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldLookRight("unlocked", "Your account is unlocked.");

        await Ask(HttpMethod.Post, "/authn/recovery/password", new JsonObject { ["username"] = login, ["factorType"] = "EMAIL" });
        await page.GotoAsync(await MailedLink(login, mails: 2));
        await page.ShouldLookRight("reset-question", "Choose a new password");
    }

    [Fact]                                                             // decision 0056
    public async Task An_account_is_finished_by_the_link_and_the_password_on_a_page_for_everyone()
    {
        const string email = "new@example.com";
        var form = await Ask(HttpMethod.Get, "/registration/form");
        await Ask(HttpMethod.Post, $"/registration/{form!["policyId"]}/register", JsonNode.Parse($$$"""
            {"userProfile":{"email":"{{{email}}}","password":"{{{Password}}}","firstName":"Ada","lastName":"L"}}
            """));
        await using var browser = await Chromium.StartAsync(Here.Desktop, null, (Here.Server, Scheme));
        var page = browser.Page;
        await page.GotoAsync(await MailedLink(email));
        await page.ShouldLookRight("sign-up-link", "Create an account");
        await page.FillAsync("#password", "Wrong-Horse-7");
        await page.ClickAsync("form button[type=submit]");
        await page.Locator("[role=alert]:visible").WaitForAsync();
        await page.ShouldLookRight("sign-up-link-wrong", "Create an account");
        await page.FillAsync("#password", Password);
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldLookRight("sign-up-ready", "Your account is ready.");
    }

    [Fact]                                                             // decision 0040
    public async Task A_code_and_the_link_beside_it_wait_on_pages_for_everyone()
    {
        await using var browser = await Chromium.StartAsync(Here.Desktop, null, (Here.Server, Scheme));
        await using var mail = await Chromium.StartAsync(Here.Desktop, View.Phone);
        await browser.Page.GotoAsync(SignInAddress() + "&prompt=create");
        foreach (var (field, value) in ((string, string)[])[("firstName", "Ada"), ("lastName", "L"), ("email", "waits@example.com"), ("password", Password)])
            await browser.Page.FillAsync("#" + field, value);
        await browser.Page.ClickAsync("button.primary[type=submit]");
        await browser.Page.ShouldLookRight("code-with-link", "Check your mail");
        await mail.Page.GotoAsync(await MailedLink("waits@example.com"));
        await mail.Page.ShouldLookRight("mailed-link", "Did you begin this?");
    }
}
