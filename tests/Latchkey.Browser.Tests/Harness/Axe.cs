using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests.Harness;

/// <summary>The axe rules for what a person with a screen reader, a keyboard or weak eyes needs.</summary>
public static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// Only what is wrong is told in full: telling what is right takes most of the time. Stylesheets are not fetched once more: the one rule that reads them
    /// looks for pages that hold to one orientation.
    /// </summary>
    private const string Run = """
        async rules => (await axe.run(document, { resultTypes: ['violations'], preload: false, ...(rules && { runOnly: rules }) })).violations
            .map(rule => `${rule.id} (${rule.impact}): ${rule.help}\n    ` + rule.nodes.map(node => node.html).join('\n    ')).join('\n')
        """;

    /// <summary>The rules that look at colours. For all others a page is the same in the dark.</summary>
    internal static readonly string[] OfColours = ["color-contrast", "link-in-text-block"];

    public static async Task ShouldBeAccessible(this IPage page) => ShouldBeNone(page, await page.Barriers());

    /// <summary>A page that has been looked at by all rules, in other colours.</summary>
    public static async Task ShouldBeAccessibleInTheseColours(this IPage page) => ShouldBeNone(page, await page.Barriers(OfColours));

    /// <summary>What is wrong and where, as text; empty when nothing is.</summary>
    /// <param name="page">As it stands.</param>
    /// <param name="rules">Only by these; by all unless given.</param>
    public static async Task<string> Barriers(this IPage page, params string[] rules)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync($"() => {{ {Script} }}");
        return await page.EvaluateAsync<string>(Run, rules.Length == 0 ? null : rules);
    }

    private static void ShouldBeNone(IPage page, string barriers) => barriers.ShouldBeEmpty($"at {page.Url}");

    /// <summary>Nothing sticks out to the side. WCAG 2.2 §1.4.10 asks it of 320 px.</summary>
    public static async Task ShouldFitItsWidth(this IPage page)
    {
        var widths = await page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        widths[0].ShouldBeLessThanOrEqualTo(widths[1], $"{page.Url} scrolls sideways");
    }
}
