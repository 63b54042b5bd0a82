using Microsoft.Playwright;

namespace Latchkey.Browser.Tests.Harness;

/// <summary>Pictures of the pages as tests saw them, in artifacts/screens, for people to look at.</summary>
public static class Screens
{
    public static IEnumerable<View> All { get; } =
    [
        View.Desktop, View.Desktop with { Colours = ColorScheme.Dark },
        View.Phone, View.Phone with { Colours = ColorScheme.Dark },
    ];

    public static async Task Keep(this IPage page, string name, View view)
    {
        var file = $"{name}-{view.Width}-{(view.Colours == ColorScheme.Dark ? "dark" : "light")}.png";
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screens", file), FullPage = true });
    }

    /// <summary>Looks at the page as it stands in every size and colour: it must be the one with this heading, fit, be accessible, and is kept as a picture.</summary>
    public static async Task ShouldLookRight(this IPage page, string name, string heading)
    {
        await page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }).First.WaitForAsync();
        foreach (var view in All)
        {
            await page.SetViewportSizeAsync(view.Width, view.Height);
            // Colours fade from one scheme to the other; what is judged is where they end.
            await page.EmulateMediaAsync(new() { ColorScheme = view.Colours, ReducedMotion = ReducedMotion.Reduce });
            await page.EvaluateAsync("() => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)))");
            await page.ShouldFitItsWidth();
            if (view.Colours == ColorScheme.Light) await page.ShouldBeAccessible();
            else await page.ShouldBeAccessibleInTheseColours();
            await page.Keep(name, view);
        }
    }
}
