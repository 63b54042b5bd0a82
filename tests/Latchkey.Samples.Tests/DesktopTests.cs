namespace Latchkey.Samples.Tests;

/// <summary>The window as a person sees it: started, signed in through the browser, closed, started again.</summary>
public sealed class DesktopTests : SampleTest
{
    private const string Title = "Latchkey Desktop";

    [Fact]                                                             // RFC 8252 §4.1, §7.3
    public async Task The_window_shows_who_is_signed_in_and_remembers_them()
    {
        var screen = Until(await VirtualScreen.Start());
        var desktop = Until(new Desktop());
        var environment = new Dictionary<string, string>(desktop.Environment) { ["DISPLAY"] = screen.Display, ["NO_AT_BRIDGE"] = "1", ["GDK_BACKEND"] = "x11", ["LIBGL_ALWAYS_SOFTWARE"] = "1" };
        RunningProgram App(params string[] more) => Start("Desktop", environment, ["--issuer", Org.Issuer, "--client-id", Org.NativeApp.ClientId, "--data", Path.Combine(Folder, "data"), .. more]);

        await using (var first = App())
        {
            await Sees(screen, first, title => title == Title);
            var before = await Settled(screen);
            before.Ink.ShouldBeGreaterThan(100);                       // words are on it
            before.Save("desktop-signed-out");

            screen.Click(230, 113);                                    // the button
            (await SignInInBrowser(await desktop.OpenedAddress())).ShouldContain("You are signed in");
            await Sees(screen, first, title => title == "Mia Moreno – " + Title);
            var after = await Settled(screen);
            after.Save("desktop-signed-in");
            after.DifferentFrom(before).ShouldBeGreaterThan(500);      // and the words have changed
            await first.Kill();
        }

        var second = App();
        await Sees(screen, second, title => title == "Mia Moreno – " + Title);          // without the browser
    }

    [Fact]
    public async Task Without_a_display_it_says_so()
    {
        var app = Start("Desktop", new Dictionary<string, string> { ["DISPLAY"] = "", ["WAYLAND_DISPLAY"] = "" }, "--issuer", Org.Issuer, "--client-id", Org.NativeApp.ClientId);

        (await app.Ends()).ShouldBe(1, app.Output);
        app.Output.ShouldContain("No window can be shown here");
    }

    private static async Task Sees(VirtualScreen screen, RunningProgram app, Predicate<string> title)
    {
        using var patience = new CancellationTokenSource(Patience.ForAStep);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!screen.Titles().Any(each => title(each)))
        {
            try
            {
                await look.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                screen.Screenshot().Save("desktop-failed");
                throw new TimeoutException($"No window has that title. There are: {string.Join(", ", screen.Titles())}. The app said:\n{app.Output}");
            }
        }
    }

    /// <summary>The picture once it stands still for half a second.</summary>
    private static async Task<Picture> Settled(VirtualScreen screen)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        var seen = screen.Screenshot();
        while (await look.WaitForNextTickAsync())
        {
            var now = screen.Screenshot();
            if (now.Ink > 0 && now.DifferentFrom(seen) == 0) return now;
            seen = now;
        }
        throw new InvalidOperationException("The screen has ended.");
    }
}
