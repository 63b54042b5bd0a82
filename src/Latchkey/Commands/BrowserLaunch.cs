using System.Diagnostics;

namespace Latchkey.Cli.Commands;

/// <summary>Shows a page to whoever started the program, if there is a browser to show it in.</summary>
public static class BrowserLaunch
{
    /// <summary>False when nothing could be started: the address is on the terminal as well.</summary>
    public static bool TryOpen(string url)
    {
        try
        {
            if (OperatingSystem.IsWindows()) return Process.Start(new ProcessStartInfo(url) { UseShellExecute = true }) is not null;
            var opener = OperatingSystem.IsMacOS() ? "/usr/bin/open" : "/usr/bin/xdg-open";
            if (!File.Exists(opener) || (OperatingSystem.IsLinux()
                && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY") ?? Environment.GetEnvironmentVariable("WAYLAND_DISPLAY")))) return false;
            return Process.Start(new ProcessStartInfo(opener, [url]) { RedirectStandardOutput = true, RedirectStandardError = true }) is not null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
