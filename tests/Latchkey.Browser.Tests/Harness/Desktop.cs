using System.Diagnostics;

namespace Latchkey.Browser.Tests.Harness;

/// <summary>
/// One person's desktop: a home folder with its own registered schemes, keyring place and default browser, apart from every other test's.
/// Programs started with its <see cref="Environment"/> and the Chromium started on it know the same handlers.
/// </summary>
public sealed class Desktop : IAsyncDisposable
{
    private readonly FollowedFile opened;

    public Desktop()
    {
        // Short and without a space: unix sockets below it have 104 bytes, and xdg-open cuts a handler's path at spaces.
        Home = Directory.CreateTempSubdirectory("lk-").FullName;
        foreach (var folder in new[] { Data, Config, Runtime, Applications }) Directory.CreateDirectory(folder);
        File.SetUnixFileMode(Runtime, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        opened = new FollowedFile(Path.Combine(Home, "opened"));
        var browser = Script("browser", $"printf '%s\\n' \"$1\" >> {opened.Path}");
        File.WriteAllText(Path.Combine(Applications, "browser.desktop"),
            $"[Desktop Entry]\nType=Application\nName=Browser\nExec={browser} %u\nMimeType=x-scheme-handler/http;x-scheme-handler/https;text/html;\n");
        File.WriteAllText(DefaultHandlers,
            "[Default Applications]\nx-scheme-handler/http=browser.desktop\nx-scheme-handler/https=browser.desktop\ntext/html=browser.desktop\n");
    }

    public string Home { get; }
    public string Data => Path.Combine(Home, "data");
    public string Applications => Path.Combine(Data, "applications");
    public string DefaultHandlers => Path.Combine(Config, "mimeapps.list");
    private string Config => Path.Combine(Home, "config");
    private string Runtime => Path.Combine(Home, "run");

    /// <summary>xdg-open wants a DISPLAY before it looks at scheme handlers; nothing has to answer there.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["HOME"] = Home,
        ["XDG_DATA_HOME"] = Data,
        ["XDG_CONFIG_HOME"] = Config,
        ["XDG_RUNTIME_DIR"] = Runtime,
        ["DISPLAY"] = ":4242",
        // Nothing from the person who runs the tests.
        ["BROWSER"] = "",
        ["WAYLAND_DISPLAY"] = "",
        ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:",
        // A desktop that opens addresses through gio. Without one, xdg-open 1.1 takes a scheme with a digit for a file.
        ["XDG_CURRENT_DESKTOP"] = "GNOME",
        ["DOTNET_CLI_HOME"] = Home,
    };

    /// <summary>The next address that a program asks the system to show in the browser.</summary>
    public Task<string> OpenedAddress() => opened.Next();

    public string Script(string name, string commands)
    {
        var path = Path.Combine(Home, name);
        File.WriteAllText(path, $"#!/bin/sh\n{commands}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public ValueTask DisposeAsync()
    {
        opened.Dispose();
        Directory.Delete(Home, recursive: true);
        return ValueTask.CompletedTask;
    }
}

public static class DesktopExtensions
{
    /// <summary>An empty value takes the variable away.</summary>
    public static ProcessStartInfo With(this ProcessStartInfo start, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var (variable, value) in environment)
            if (value.Length > 0) start.Environment[variable] = value;
            else start.Environment.Remove(variable);
        return start;
    }
}
