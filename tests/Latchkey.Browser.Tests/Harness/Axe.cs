using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests.Harness;

/// <summary>The axe rules for what a person with a screen reader, a keyboard or weak eyes needs.</summary>
public static class Axe
{
    public static async Task ShouldBeAccessible(this IPage page) =>
        (await page.Barriers()).ShouldBeEmpty($"{await page.TitleAsync()} at {page.Url}");

    /// <summary>What is wrong and where, as text; empty when nothing is.</summary>
    public static async Task<string> Barriers(this IPage page)
    {
        var result = await page.RunAxe();
        return string.Join('\n', result.Violations.Select(rule => $"{rule.Id} ({rule.Impact}): {rule.Help}\n    " + string.Join("\n    ", rule.Nodes.Select(node => node.Html))));
    }

    /// <summary>Nothing sticks out to the side. WCAG 2.2 §1.4.10 asks it of 320 px.</summary>
    public static async Task ShouldFitItsWidth(this IPage page)
    {
        var widths = await page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        widths[0].ShouldBeLessThanOrEqualTo(widths[1], $"{page.Url} scrolls sideways");
    }
}
