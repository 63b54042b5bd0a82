using System.Text.Json.Nodes;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.AdminConsole;

/// <summary>The console in the language that an administrator has chosen on their account page.</summary>
public sealed class ConsoleLanguageTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task The_console_speaks_to_an_administrator_in_their_language()
    {
        var admin = await Org.CreateAdminAsync();
        (await Org.Post($"/users/{admin.Id}", new JsonObject { ["profile"] = new JsonObject { ["preferredLanguage"] = "de-CH" } })).ShouldSucceed();
        using var browser = await Org.ConsoleAsync(admin);
        var page = await browser.OpenAsync("/admin/people", new Dictionary<string, string> { ["Accept-Language"] = "ar" });
        page.Document.DocumentElement.GetAttribute("lang").ShouldBe("de");
        page.TextOf("h1").ShouldBe("Personen");
        (await browser.OpenAsync("/admin/people?ui_locales=ja")).TextOf("h1").ShouldBe("ユーザー");
    }
}
