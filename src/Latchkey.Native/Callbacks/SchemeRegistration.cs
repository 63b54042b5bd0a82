using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace Latchkey.Native;

/// <summary>
/// Tells the system that addresses of the app's scheme start the app. Needed for unpackaged desktop apps; a package (MSIX, .app, Flatpak,
/// mobile) declares its scheme in its manifest instead. Repeating it does no harm.
/// </summary>
public static class SchemeRegistration
{
    /// <summary>Registers this program, for this person only.</summary>
    /// <param name="target">The custom scheme.</param>
    /// <param name="appName">The name the browser shows in "Open …?".</param>
    /// <exception cref="SignInException"><see cref="SignInErrorKind.Misconfigured"/> when the platform wants it in a manifest (macOS) or refuses.</exception>
    public static void Register(RedirectTarget target, string appName)
    {
        ArgumentNullException.ThrowIfNull(target);
        Register(target, appName, ThisProgram);
    }

    /// <summary>Registers a command, for this person only.</summary>
    /// <param name="target">The custom scheme.</param>
    /// <param name="appName">The name the browser shows in "Open …?".</param>
    /// <param name="command">The program's full path and its arguments, such as <see cref="ThisProgram"/> and options; the address comes after them.</param>
    /// <exception cref="SignInException"><see cref="SignInErrorKind.Misconfigured"/> when the platform wants it in a manifest (macOS) or refuses.</exception>
    public static void Register(RedirectTarget target, string appName, IReadOnlyList<string> command)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentException.ThrowIfNullOrWhiteSpace(appName);
        ArgumentNullException.ThrowIfNull(command);
        if (target.IsLoopback) throw new ArgumentException("A loopback address needs no registration.", nameof(target));
        try
        {
            if (OperatingSystem.IsWindows()) RegisterOnWindows(target.Address.Scheme, appName, command);
            else if (OperatingSystem.IsMacOS()) throw SignInException.Misconfigured("macOS reads schemes from the app's Info.plist.",
            $"Add '{target.Address.Scheme}' to CFBundleURLTypes, or use RedirectTarget.Loopback().");
            else RegisterOnDesktop(target.Address.Scheme, appName, command);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SignInException(SignInErrorKind.Misconfigured, $"The scheme cannot be registered: {e.Message}",
                e)
            { Hint = "Use RedirectTarget.Loopback(), which needs no registration." };
        }
    }

    /// <summary>The command that starts this program again: its path, or that of <c>dotnet</c> and the assembly's.</summary>
    public static IReadOnlyList<string> ThisProgram
    {
        get
        {
            var program = Environment.ProcessPath ?? throw SignInException.Misconfigured("This program's path is unknown.");
            var isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
            return isHost ? [program, Path.GetFullPath(Environment.GetCommandLineArgs()[0])] : [program];
        }
    }

    /// <summary>
    /// A .desktop file that claims the scheme, and a note that it is the preferred one. freedesktop.org Desktop Entry and MIME Applications
    /// specifications.
    /// </summary>
    private static void RegisterOnDesktop(string scheme, string appName, IReadOnlyList<string> command)
    {
        var data = Folder("XDG_DATA_HOME", ".local/share");
        var applications = Path.Combine(data, "applications");
        Directory.CreateDirectory(applications);
        var file = $"{scheme}.latchkey.desktop";
        var handler = command.All(c => c.All(IsPlain)) ? string.Join(' ', command) : Script(Path.Combine(data, "latchkey"), scheme, command);
        File.WriteAllText(Path.Combine(applications, file),
            $"[Desktop Entry]\nType=Application\nName={appName.ReplaceLineEndings(" ")}\nExec={handler} "
                + $"%u\nNoDisplay=true\nTerminal=false\nMimeType=x-scheme-handler/{scheme};\n");

        // Both are optional: a sole claimant of a scheme is found without them.
        Run("xdg-mime", "default", file, $"x-scheme-handler/{scheme}");
        Run("update-desktop-database", applications);
    }

    /// <summary>xdg-open cuts Exec at spaces whatever the quotes say, so a path with one gets a small script without.</summary>
    private static string Script(string folder, string scheme, IReadOnlyList<string> command)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{scheme}.sh");
        File.WriteAllText(path, $"#!/bin/sh\nexec {string.Join(' ', command.Select(c => $"'{c.Replace("'", "'\\''", StringComparison.Ordinal)}'"))} \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '+' or '@' or ':';

    private static string Folder(string variable, string otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set && Path.IsPathRooted(set)
            ? set : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), otherwise);

    private static void Run(string tool, params string[] arguments)
    {
        if (new[] { "/usr/bin", "/bin", "/usr/local/bin" }.Select(f => Path.Combine(f, tool)).FirstOrDefault(File.Exists) is not { } path) return;
        using var process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
        process?.WaitForExit(TimeSpan.FromSeconds(10));
    }

    [SupportedOSPlatform("windows")]
    private static void RegisterOnWindows(string scheme, string appName, IReadOnlyList<string> command)
    {
        using var key = Registry.CurrentUser.CreateSubKey($@"Software\Classes\{scheme}");
        key.SetValue("", $"URL:{appName}");
        key.SetValue("URL Protocol", "");
        using var open = key.CreateSubKey(@"shell\open\command");
        open.SetValue("", string.Join(' ', command.Select(c => $"\"{c}\"").Append("\"%1\"")));
    }
}
