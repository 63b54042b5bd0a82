using Latchkey.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>A person looks after their own account.</summary>
public sealed class AccountJourneys : PageJourney
{
    [Fact]
    public async Task Every_page_of_the_account_is_for_everyone()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", "SSWS " + (string)Here.Dev["apiToken"]!);
        using var settings = new StringContent("""{"selfServiceAccountDeletion":true}""", null, "application/json");
        using var set = await http.PutAsync(new Uri($"{Here.Server}/api/v1/org/settings"), settings);
        set.IsSuccessStatusCode.ShouldBeTrue(await set.Content.ReadAsStringAsync());
        await using var browser = await Chromium.StartAsync(Here.Desktop, null, (Here.Server, Scheme));
        var page = browser.Page;

        await page.GotoAsync($"{Here.Server}/account");
        await SignIn(page, Here.Person, "not this one");
        await page.Locator("[role=alert]:visible").WaitForAsync();
        await SignIn(page, Here.Person, Here.PersonsPassword);
        await page.ShouldLookRight("account-first", "Your account");

        await page.GotoAsync(SignInAddress().Replace("scope=openid", "scope=openid%20email", StringComparison.Ordinal) + "&prompt=consent");
        if (await page.Locator("#allow").CountAsync() > 0) await page.ClickAsync("#allow");
        await page.GotoAsync($"{Here.Server}/account");
        await page.FillAsync("#displayName", "Ada, Countess of Lovelace");
        await page.ClickAsync("form[action='/account/profile'] button");
        await page.GetByText("Saved.").WaitForAsync();
        await page.ShouldLookRight("account", "Your account");

        foreach (var (language, title) in ((string, string)[])[("de", "Ihr Konto"), ("ar", "حسابك")])
        {
            await page.GotoAsync($"{Here.Server}/account?ui_locales={language}");
            await page.ShouldLookRight($"account-{language}", title);
        }

        await page.GotoAsync($"{Here.Server}/account/password");
        await page.FillAsync("#old", "not this one");
        await page.FillAsync("#password", "Better-Horse-8");
        await page.FillAsync("#confirm", "Better-Horse-8");
        await page.ClickAsync("button[type=submit]");
        await page.Locator("[role=alert]:visible").WaitForAsync();
        await page.ShouldLookRight("account-password", "Change password");

        await page.GotoAsync($"{Here.Server}/account/data");
        await page.ShouldLookRight("account-data", "Download my data");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("button[type=submit]"));
        download.SuggestedFilename.ShouldBe("my-data.json");
        (await File.ReadAllTextAsync((await download.PathAsync())!)).ShouldContain(Here.Person);

        await page.GotoAsync($"{Here.Server}/account/delete");
        await page.FillAsync("#confirm", "somebody else");
        await page.ClickAsync("button[type=submit]");
        await page.ShouldLookRight("account-delete", "Delete your account?");
        await page.FillAsync("#confirm", Here.Person);
        await page.Keyboard.PressAsync("Enter");
        await page.ShouldLookRight("account-deleted", "Your account is deleted");
        await page.GotoAsync($"{Here.Server}/account");
        await page.Locator("#identifier").WaitForAsync();
    }
}
