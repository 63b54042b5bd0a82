using System.Globalization;

namespace Latchkey.Browser.Tests.Harness;

/// <summary>
/// The clock that real programs see, moved by libfaketime: what was signed an hour ago has ended for the server, the API and the app alike.
/// Time that has passed (timeouts, delays) is left alone.
/// </summary>
public sealed class MovableClock(Desktop desktop)
{
    private readonly string file = Start(desktop);

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library,
        ["FAKETIME_TIMESTAMP_FILE"] = file,
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        // Otherwise every wait of the runtime ends at once and is begun again.
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
        ["NO_FAKE_STAT"] = "1",
    };

    /// <summary>Moves it, and waits until a server tells the new time.</summary>
    public async Task Advance(TimeSpan by, params string[] servers)
    {
        File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"+{by.TotalSeconds}s\n"));
        using var http = new HttpClient();
        var soon = TimeProvider.System.GetUtcNow() + by - TimeSpan.FromMinutes(1);
        foreach (var server in servers)
            await Until.True($"{server} tells the new time", async () => (await http.GetAsync(new Uri(server))).Headers.Date > soon);
    }

    private static string Start(Desktop desktop)
    {
        var path = Path.Combine(desktop.Home, "clock");
        File.WriteAllText(path, "+0s\n");
        return path;
    }

    private static string Library => Directory.GetDirectories("/usr/lib")
        .Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException("libfaketime is not installed: apt-get install -y libfaketime");
}
