using System.Text.Json;
using Microsoft.Playwright;

namespace Latchkey.Browser.Tests.Harness;

/// <summary>How a browser looks at a page.</summary>
public sealed record View(int Width = 1280, int Height = 800, ColorScheme Colours = ColorScheme.Light, bool Script = true, string? UserAgent = null, bool GoesOnPastWarnings = false)
{
    public static readonly View Desktop = new();
    public static readonly View Phone = new(320, 640);
}

/// <summary>
/// A person's browser: a real Chromium, driven through Playwright. To start one takes some three seconds of a processor, so all who leave for no app of the
/// system share one, each with a profile of their own. Who does leave has one on their <see cref="Desktop"/>, which knows its handlers.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly Lazy<Task<IPlaywright>> Driver = new(Playwright.CreateAsync);
    private static readonly Lazy<Task<IBrowser>> Shared = new(StartShared);
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // A sandbox needs user namespaces, which root and containers often lack; the pages are our own.
    private const bool Sandboxed = false;
    // Pages live for seconds: what V8 does for long lives, on threads beside, is a quarter of what a page costs.
    private static readonly string[] Options =
        ["--js-flags=--single-threaded", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync"];

    private static int started;

    private readonly IBrowserContext context;

    private Chromium(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    public IBrowserContext Context => context;

    private static string Program => Places.Prepend(Environment.GetEnvironmentVariable("LATCHKEY_CHROMIUM")).First(File.Exists)!;

    /// <summary>With a fresh profile.</summary>
    public static async Task<Chromium> StartAsync(View? view = null)
    {
        view ??= View.Desktop;
        var browser = await Shared.Value;
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = view.Width, Height = view.Height },
            ColorScheme = view.Colours,
            JavaScriptEnabled = view.Script,
            UserAgent = view.UserAgent,
            IgnoreHTTPSErrors = view.GoesOnPastWarnings,
            Locale = "en-US",
        });
        context.SetDefaultTimeout((float)Patience.ForAStep.TotalMilliseconds);
        return new Chromium(context, await context.NewPageAsync());
    }

    /// <param name="desktop">Where it runs: its handlers get the custom schemes.</param>
    /// <param name="allowed">Origin and scheme pairs whose "Open the app?" question the person has answered with "always".</param>
    public static async Task<Chromium> StartAsync(Desktop desktop, View? view, params (string Origin, string Scheme)[] allowed)
    {
        view ??= View.Desktop;
        var profile = Directory.CreateDirectory(Path.Combine(desktop.Home, $"profile-{Interlocked.Increment(ref started)}"));
        Prefer(profile, allowed);
        var driver = await Driver.Value;
        var context = await driver.Chromium.LaunchPersistentContextAsync(profile.FullName, new()
        {
            ExecutablePath = Program,
            Headless = true,
            ChromiumSandbox = Sandboxed,
            Args = Options,
            Env = Merged(desktop.Environment),
            ViewportSize = new() { Width = view.Width, Height = view.Height },
            ColorScheme = view.Colours,
            JavaScriptEnabled = view.Script,
            UserAgent = view.UserAgent,
            IgnoreHTTPSErrors = view.GoesOnPastWarnings,
            Locale = "en-US",
        });
        context.SetDefaultTimeout((float)Patience.ForAStep.TotalMilliseconds);
        return new Chromium(context, context.Pages[0]);
    }

    /// <summary>It ends with the process, and its folder with it.</summary>
    private static async Task<IBrowser> StartShared()
    {
        var desktop = new Desktop();
        var browser = await (await Driver.Value).Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program, Headless = true, ChromiumSandbox = Sandboxed, Args = Options, Env = Merged(desktop.Environment),
        });
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            Task.WaitAny([browser.CloseAsync()], Patience.ForAStep);
            desktop.DisposeAsync().AsTask().Wait();
        };
        return browser;
    }

    private static void Prefer(DirectoryInfo profile, (string Origin, string Scheme)[] allowed)
    {
        var pairs = allowed.GroupBy(pair => pair.Origin).ToDictionary(origin => origin.Key, origin => origin.ToDictionary(pair => pair.Scheme, _ => true));
        var preferences = new { protocol_handler = new { allowed_origin_protocol_pairs = pairs } };
        File.WriteAllText(Path.Combine(profile.CreateSubdirectory("Default").FullName, "Preferences"), JsonSerializer.Serialize(preferences));
    }

    private static Dictionary<string, string> Merged(IReadOnlyDictionary<string, string> over)
    {
        var all = new Dictionary<string, string>();
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables()) all[(string)entry.Key] = (string)entry.Value!;
        foreach (var (name, value) in over) all[name] = value;
        return all;
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();
}
