using System.ComponentModel;
using System.Diagnostics;

namespace Latchkey.Native;

/// <summary>Opens the person's own browser, where their passwords, passkeys and sessions are. RFC 8252 §5.</summary>
public sealed class SystemBrowser : ISystemBrowser
{
    // xdg-open may become the browser itself and run until it is closed, so a short life is news and a long one is success.
    private static readonly TimeSpan FailsWithin = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public async Task<BrowserAnswer> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            throw new ArgumentException("Only http and https addresses are opened.", nameof(address));

        if (OperatingSystem.IsWindows()) return Started(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
        if (OperatingSystem.IsMacOS()) return Started(new ProcessStartInfo("/usr/bin/open", [address.AbsoluteUri]));

        foreach (var opener in Openers())
            if (await Opens(opener, address, cancellationToken).ConfigureAwait(false)) return BrowserAnswer.Opened;
        return BrowserAnswer.NotFound;
    }

    private static BrowserAnswer Started(ProcessStartInfo start)
    {
        try
        {
            using var process = Process.Start(start);
            return BrowserAnswer.Opened;
        }
        catch (Win32Exception)
        {
            return BrowserAnswer.NotFound;
        }
    }

    /// <summary>Full paths only: a name would be looked up in the current folder by some shells.</summary>
    private static IEnumerable<string> Openers()
    {
        var hasScreen = IsSet("DISPLAY") || IsSet("WAYLAND_DISPLAY");
        string[] names = hasScreen || IsSet("BROWSER")
            ? ["xdg-open", "gnome-open", "kfmclient", "microsoft-edge", "wslview"]
            : ["wslview"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(Path.IsPathRooted).Concat(["/usr/bin", "/bin", "/usr/local/bin"])
            .Distinct();
        return from name in names
               let path = folders.Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists)
               where path is not null
               select path;
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    private static async Task<bool> Opens(string opener, Uri address, CancellationToken ct)
    {
        // The shell only throws the opener's chatter away and keeps Ctrl+C in the app from closing the browser; the address is an argument, never script.
        string[] arguments = ["-c", "trap '' INT HUP; exec \"$@\" </dev/null >/dev/null 2>&1", "sh", opener,
            .. opener.EndsWith("/kfmclient", StringComparison.Ordinal) ? ["openURL"] : Array.Empty<string>(), address.AbsoluteUri];
        try
        {
            using var process = Process.Start(new ProcessStartInfo("/bin/sh", arguments)) ?? throw new Win32Exception();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(FailsWithin);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            return process.ExitCode == 0;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
