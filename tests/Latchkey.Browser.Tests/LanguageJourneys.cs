using Latchkey.Browser.Tests.Harness;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests;

/// <summary>Pages in the languages with the longest words and texts, in other letters and from right to left, where there is least room for them.</summary>
public sealed class LanguageJourneys : PageJourney
{
    private static readonly View Narrow = View.Phone with { Width = 320, Height = 640 };

    /// <summary>German has the longest words and French the longest texts; a Polish word has no place to break, a Japanese text every place.</summary>
    private static readonly string[] Languages = ["de", "fr", "pl", "ja", "ko", "ar"];

    [Fact]
    public async Task No_page_breaks_in_the_longest_words_or_from_right_to_left()
    {
        await using var browser = await Chromium.StartAsync(Narrow);

        foreach (var language in Languages)
            await Look(browser.Page, language,
                ("home", "/?"), ("sign-in", $"{SignInAddress()[Here.Server.Length..]}&prompt=login&"), ("not-found", "/no-such-page?"));

        var admin = Here.Dev["admin"]!;
        await browser.Page.GotoAsync($"{Here.Server}/admin");
        await SignIn(browser.Page, (string)admin["login"]!, (string)admin["password"]!);
        await browser.Page.Locator("details.person").WaitForAsync();
        foreach (var language in Languages)
            await Look(browser.Page, language, ("account", "/account?"), ("account-password", "/account/password?"), ("console-home", "/admin?"),
                ("console-new-app", "/admin/apps/new?"), ("console-new-person", "/admin/people/new?"), ("console-log", "/admin/log?"));
    }

    private async Task Look(IPage page, string language, params (string Name, string Address)[] pages)
    {
        foreach (var (name, address) in pages)
        {
            await page.GotoAsync($"{Here.Server}{address}ui_locales={language}");
            (await page.GetAttributeAsync("html", "lang")).ShouldBe(language, page.Url);
            (await page.GetAttributeAsync("html", "dir")).ShouldBe(language == "ar" ? "rtl" : "ltr");
            await page.ShouldFitItsWidth();
            (await page.EvaluateAsync<string[]>(Outside)).ShouldBeEmpty($"{page.Url} has words beyond its edges");
            await page.Keep($"language-{language}-{name}", Narrow);
        }
    }

    /// <summary>The words of what somebody sees of and cannot read to the end.</summary>
    private const string Outside = """
        () => [...document.querySelectorAll("h1, h2, h3, p, a:not(.skip), button, label, legend, dt, dd, th, td, summary, li, .hint, .badge")]
          .filter(part => {
            const edges = part.getBoundingClientRect();
            return part.checkVisibility() && edges.width > 1 && (edges.left < -1 || edges.right > window.innerWidth + 1);
          })
          .map(part => part.textContent.trim().slice(0, 60))
        """;
}
