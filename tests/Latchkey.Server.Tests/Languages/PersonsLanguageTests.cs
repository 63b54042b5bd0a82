using System.Text.Json.Nodes;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Languages;

/// <summary>A person who has chosen a language gets it wherever they are known; until then it is the app's or the browser's.</summary>
public sealed class PersonsLanguageTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static readonly Dictionary<string, string> ArabicBrowser = new() { ["Accept-Language"] = "ar" };

    private async Task<TestPerson> German(TestPerson person)
    {
        (await Org.Post($"/users/{person.Id}", new JsonObject { ["profile"] = new JsonObject { ["preferredLanguage"] = "de-CH" } })).ShouldSucceed();
        return person;
    }

    private static string? LanguageOf(TestPage page) => page.Document.DocumentElement.GetAttribute("lang");

    [Fact]
    public async Task Pages_speak_to_whoever_is_signed_in_in_their_language()
    {
        using var browser = Org.Browser();
        var person = await German(await Org.CreatePersonAsync());
        LanguageOf(await browser.OpenAccountAsync(person)).ShouldBe("de");
        foreach (var address in (string[])["/", "/account", "/account/password", "/account/passkeys"])
            LanguageOf(await browser.OpenAsync(address, ArabicBrowser)).ShouldBe("de", address);
        LanguageOf(await browser.OpenAsync("/account?ui_locales=ar", ArabicBrowser)).ShouldBe("ar");
    }

    [Fact]                                                             // threats §1 row 20
    public async Task Who_has_not_proven_who_they_are_learns_nothing_of_the_persons_language()
    {
        using var browser = Org.Browser();
        var person = await German(await Org.CreatePersonAsync());
        var page = await browser.SignInAsync("/account", person with { Password = "wrong" });
        page.Shows("[role=alert]").ShouldBeTrue();
        LanguageOf(page).ShouldBe("en");
        LanguageOf(await browser.OpenAsync("/account", ArabicBrowser)).ShouldBe("ar");
    }

    [Fact]
    public async Task The_second_step_speaks_to_whoever_has_taken_the_first()
    {
        using var browser = Org.Browser();
        var person = await German(await Org.CreatePersonAsync());
        var page = await Org.NativeApp.SignInAsync(person, browser: browser, changes: ("acr_values", Acr.TwoFactors));
        page.Url.AbsolutePath.ShouldBe("/signin/enroll");
        LanguageOf(page).ShouldBe("de");
    }
}
