using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests.Harness;

/// <summary>The axe rules for what a person with a screen reader, a keyboard or weak eyes needs.</summary>
public static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Only what is wrong is told in full: telling what is right takes most of the time.</summary>
    private const string Run = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
            .map(rule => `${rule.id} (${rule.impact}): ${rule.help}\n    ` + rule.nodes.map(node => node.html).join('\n    ')).join('\n')
        """;

    public static async Task ShouldBeAccessible(this IPage page) =>
        (await page.Barriers()).ShouldBeEmpty($"{await page.TitleAsync()} at {page.Url}");

    /// <summary>What is wrong and where, as text; empty when nothing is.</summary>
    public static async Task<string> Barriers(this IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync($"() => {{ {Script} }}");
        return await page.EvaluateAsync<string>(Run);
    }

    /// <summary>Nothing sticks out to the side. WCAG 2.2 §1.4.10 asks it of 320 px.</summary>
    public static async Task ShouldFitItsWidth(this IPage page)
    {
        var widths = await page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        widths[0].ShouldBeLessThanOrEqualTo(widths[1], $"{page.Url} scrolls sideways");
    }
}
