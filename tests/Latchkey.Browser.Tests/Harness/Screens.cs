using Microsoft.Playwright;

namespace Latchkey.Browser.Tests.Harness;

/// <summary>
/// Pictures of the pages as tests saw them, in artifacts/screens, for people to look at: kept by <c>--slow</c>, and by <c>LATCHKEY_SCREENS=1</c>. To draw
/// them is a quarter of what a look costs.
/// </summary>
public static class Screens
{
    private static readonly bool Slowly = Environment.GetEnvironmentVariable("LATCHKEY_SLOW") == "1";

    /// <summary>Wide and narrow, light and dark. A quick run looks at two that differ in both; all four are for <c>--slow</c>.</summary>
    public static IReadOnlyList<View> All { get; } = Slowly
        ? [View.Desktop, View.Desktop with { Colours = ColorScheme.Dark }, View.Phone, View.Phone with { Colours = ColorScheme.Dark }]
        : [View.Desktop with { Colours = ColorScheme.Dark }, View.Phone];

    /// <summary>
    /// Which rules of axe, whose run is most of what a look costs, a page is held against in a view: slowly, all in the light and those of colours in the
    /// dark. A quick run holds each page against all of them once: one half of the pages by night at a desk, the other by day on a phone, as their names
    /// have it. What is one colour on all pages is one on each half; PageTests reckons the contrast of both palettes.
    /// </summary>
    private static async Task ShouldBeAccessibleIn(this IPage page, View view, string name)
    {
        if (!Slowly && All[name.Sum(letter => letter) % All.Count] != view) return;
        if (Slowly && view.Colours == ColorScheme.Dark) await page.ShouldBeAccessibleInTheseColours();
        else await page.ShouldBeAccessible();
    }

    /// <summary>Every page that a journey meets is looked at in all the ways there are, by those of its tests that may take minutes.</summary>
    public static AsyncLocal<bool> Thoroughly { get; } = new();

    /// <summary>A phone held upright, a screen at 200 %, and the two narrow ones.</summary>
    private static readonly View[] Sizes = [View.Phone, new(390, 844), new(640, 400), View.Desktop];

    /// <summary>In the colours that a person has forced, at 200 %, from right to left, by the keyboard alone, and read out.</summary>
    private static async Task ShouldBeForEveryone(this IPage page, string name)
    {
        foreach (var view in Sizes)
        {
            await page.SetViewportSizeAsync(view.Width, view.Height);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.Active, ReducedMotion = ReducedMotion.Reduce });
            await page.ShouldFitItsWidth();
            (await page.EvaluateAsync<string[]>(Hidden)).ShouldBeEmpty($"{page.Url} at {view.Width} px cuts words off");
            await page.Keep($"{name}-forced", view);
            await page.EvaluateAsync("() => { document.documentElement.dataset.was = document.documentElement.dir; document.documentElement.dir = 'rtl'; }");
            await page.ShouldFitItsWidth();
            await page.EvaluateAsync("() => { document.documentElement.dir = document.documentElement.dataset.was; }");
        }
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None });
        (await page.EvaluateAsync<string[]>(Nameless)).ShouldBeEmpty($"{page.Url} has what nobody can call by a name");

        (await page.Unreached()).ShouldBeEmpty();
    }

    /// <summary>Each press of the tabulator comes to the next thing, none is left out, and one sees where one is; what is not so, empty when all is.</summary>
    public static async Task<string> Unreached(this IPage page)
    {
        var all = await page.EvaluateAsync<int>(Reachable);
        var (met, inside) = (new HashSet<string>(), 0);
        await page.EvaluateAsync("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }");
        for (var press = 0; press < all + 3 && met.Count < all; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<string[]>(Focused);
            if (focused[0].Length == 0) continue;
            if (focused[1] != "seen") return $"{page.Url}: nothing shows that the focus is on {focused[0]}";
            // What is inside of a frame has its presses, too.
            if (!met.Add(focused[0]) && focused[0].StartsWith("iframe", StringComparison.Ordinal) && inside++ < MostInside) press--;
        }
        return met.Count == all ? "" : $"{page.Url}: of {all} the keyboard reaches {string.Join(", ", met)}";
    }

    private const int MostInside = 20;

    /// <summary>Words that are cut off at the edge of what holds them.</summary>
    private const string Hidden = """
        () => [...document.querySelectorAll("h1, h2, h3, p, a, button, label, dt, dd, li")].filter(part => {
          const edges = part.getBoundingClientRect();
          return part.checkVisibility() && edges.width > 1 && !part.closest(".unseen") && (edges.left < -1 || edges.right > window.innerWidth + 1
            || (part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX === "hidden"));
        }).map(part => part.textContent.trim().slice(0, 60))
        """;

    private const string Parts = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe";

    /// <summary>What can be used and has no name that is read out.</summary>
    private const string Nameless = "() => [...document.querySelectorAll('" + Parts + """
        ')].filter(part => part.checkVisibility() && !(part.getAttribute("aria-label") || part.getAttribute("title") || part.textContent.trim()
            || part.querySelector("img[alt]") || (part.labels && [...part.labels].some(label => label.textContent.trim())))).map(part => part.outerHTML.slice(0, 100))
        """;

    private const string Reachable = "() => [...document.querySelectorAll('" + Parts + """
        ')].filter(part => part.checkVisibility() && !part.disabled && part.tabIndex >= 0 && (part.type !== "radio" || part.checked)
            && !part.closest("details:not([open]) > :not(summary)")).length
        """;

    private const string Focused = """
        () => {
          const part = document.activeElement;
          if (!part || part === document.body) return ["", ""];
          const style = getComputedStyle(part);
          const place = [...document.querySelectorAll("*")].indexOf(part);
          // What is chosen of several shows it around its words.
          const option = part.closest(".option");
          const seen = part.tagName === "IFRAME" || option && getComputedStyle(option).outlineStyle !== "none" || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
          return [`${part.tagName.toLowerCase()} ${place}`, seen ? "seen" : "unseen"];
        }
        """;

    private static readonly bool AreKept = new[] { "LATCHKEY_SLOW", "LATCHKEY_SCREENS" }.Any(wish => Environment.GetEnvironmentVariable(wish) == "1");

    public static async Task Keep(this IPage page, string name, View view)
    {
        if (!AreKept) return;
        var file = $"{name}-{view.Width}-{(view.Colours == ColorScheme.Dark ? "dark" : "light")}.png";
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screens", file), FullPage = true });
    }

    /// <summary>The guide has a picture of the page as it stands, of this part of it: LATCHKEY_ACCEPT=1 takes it anew.</summary>
    public static async Task ShouldBePictured(this IPage page, string name, string? part = null)
    {
        var file = Path.Combine(Repository.Root, "docs", "guide", "pictures", name + ".png");
        if (Environment.GetEnvironmentVariable("LATCHKEY_ACCEPT") == "1")
        {
            await page.SetViewportSizeAsync(1040, 640);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
            await page.EvaluateAsync("() => { document.activeElement?.blur(); window.scrollTo(0, 0); return new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted))); }");
            if (part is null) await page.ScreenshotAsync(new() { Path = file });
            else await page.Locator(part).First.ScreenshotAsync(new() { Path = file });
        }
        var guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "guide", "sign-in-mobile.md"));
        (File.Exists(file), guide.Contains($"(pictures/{name}.png)", StringComparison.Ordinal)).ShouldBe((true, true), name);
    }

    /// <summary>Looks at the page as it stands in every size and colour: it must be the one with this heading, fit, and be accessible; it is kept as a picture.</summary>
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
            await page.ShouldBeAccessibleIn(view, name);
            await page.Keep(name, view);
        }
        if (Thoroughly.Value) await page.ShouldBeForEveryone(name);
    }
}
