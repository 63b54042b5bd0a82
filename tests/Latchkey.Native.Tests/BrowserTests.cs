using System.Diagnostics;

namespace Latchkey.Native.Tests;

/// <summary>The system's browser opened the way the desktop does it, and a real Chromium coming back.</summary>
public sealed class BrowserTests : NativeTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Provider.Clock = TimeProvider.System;
    }

    [Fact]                                                             // RFC 8252 §7.3
    public async Task Chromium_comes_back_through_loopback_and_shows_the_end()
    {
        File.Exists("/usr/bin/chromium").ShouldBeTrue("install Chromium: apt-get install -y chromium");
        using var app = Quickstart("--no-browser", "--once");
        var address = await app.AsksToOpen();
        using var chromium = QuickstartProcess.Start(Desktop(), "/usr/bin/chromium",
            ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", $"--user-data-dir={Path.Combine(Folder, "profile")}", "--dump-dom", address.AbsoluteUri]);
        (await app.Exits()).ShouldBe(0, app.Output);
        await chromium.Exits();
        chromium.Output.ShouldContain("You are signed in");
        chromium.Output.ShouldNotContain("Content Security Policy");
    }

    [Fact]
    public async Task The_desktop_opens_the_persons_browser()
    {
        File.Exists("/usr/bin/xdg-open").ShouldBeTrue("install xdg-utils: apt-get install -y xdg-utils");
        var heard = Path.Combine(Folder, "heard");
        using (var fifo = Process.Start("mkfifo", heard)) await fifo.WaitForExitAsync();
        Claim("http", $"#!/bin/sh\nprintf '%s\\n' \"$1\" > {heard}\n");

        using var app = Quickstart("--once");
        var address = new Uri((await File.ReadAllLinesAsync(heard).WaitAsync(TimeSpan.FromSeconds(60)))[0]);
        address.Query.ShouldContain("code_challenge=");
        await Browser.Visit(await FakeBrowser.Follow(address));
        (await app.Exits()).ShouldBe(0, app.Output);
        app.Output.ShouldNotContain("Open this address");
    }

    [Fact]
    public async Task Without_a_screen_the_address_is_printed()
    {
        using var app = QuickstartProcess.Start(
            new Dictionary<string, string?>(Desktop()) { ["DISPLAY"] = null, ["WAYLAND_DISPLAY"] = null, ["BROWSER"] = null }, "dotnet", Arguments("--once"));
        await Browser.Visit(await FakeBrowser.Follow(await app.AsksToOpen()));
        (await app.Exits()).ShouldBe(0, app.Output);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    public async Task Nothing_but_web_addresses_is_opened(string address) =>
        await Should.ThrowAsync<ArgumentException>(() => new SystemBrowser().OpenAsync(new Uri(address), CancellationToken.None));

    [Fact]
    public async Task A_program_whose_path_has_spaces_is_registered_all_the_same()
    {
        var script = Path.Combine(Folder, "my app", "it's me.sh");
        Directory.CreateDirectory(Path.GetDirectoryName(script)!);
        var heard = Path.Combine(Folder, "heard");
        using (var fifo = Process.Start("mkfifo", heard)) await fifo.WaitForExitAsync();
        Executable(script, $"#!/bin/sh\nprintf '%s\\n' \"$@\" > '{heard}'\n");

        var before = (Environment.GetEnvironmentVariable("XDG_DATA_HOME"), Environment.GetEnvironmentVariable("XDG_CONFIG_HOME"));
        try
        {
            Environment.SetEnvironmentVariable("XDG_DATA_HOME", Desktop()["XDG_DATA_HOME"]);
            Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", Desktop()["XDG_CONFIG_HOME"]);
            SchemeRegistration.Register(RedirectTarget.Scheme("com.example.spaced"), "Spaced", [script, "--name", "a b"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable("XDG_DATA_HOME", before.Item1);
            Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", before.Item2);
        }
        using var desktop = QuickstartProcess.Start(Desktop(), "/usr/bin/xdg-open", ["com.example.spaced:/callback?code=1&state=2"]);
        (await File.ReadAllLinesAsync(heard).WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe(["--name", "a b", "com.example.spaced:/callback?code=1&state=2"]);
    }

    private QuickstartProcess Quickstart(params string[] args) => QuickstartProcess.Start(Desktop(), "dotnet", Arguments(args));

    private string[] Arguments(params string[] args) =>
        [QuickstartProcess.Assembly, "--issuer", Provider.Issuer, "--client-id", ScriptedProvider.ClientId, "--api", Provider.Address.OriginalString, "--data", Path.Combine(Folder, "data"), .. args];

    /// <summary>Makes a script the desktop's program for a scheme.</summary>
    private void Claim(string scheme, string script)
    {
        var path = Path.Combine(Folder, "program.sh");
        Executable(path, script);
        Directory.CreateDirectory(Path.Combine(Desktop()["XDG_DATA_HOME"]!, "applications"));
        Directory.CreateDirectory(Desktop()["XDG_CONFIG_HOME"]!);
        File.WriteAllText(Path.Combine(Desktop()["XDG_DATA_HOME"]!, "applications", "program.desktop"), $"[Desktop Entry]\nType=Application\nName=Program\nExec={path} %u\nMimeType=x-scheme-handler/{scheme};\n");
        File.WriteAllText(Path.Combine(Desktop()["XDG_CONFIG_HOME"]!, "mimeapps.list"), $"[Default Applications]\nx-scheme-handler/{scheme}=program.desktop\n");
    }

    private static void Executable(string path, string script)
    {
        File.WriteAllText(path, script);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private Dictionary<string, string?> Desktop() => new()
    {
        ["HOME"] = Folder,
        ["XDG_DATA_HOME"] = Path.Combine(Folder, "share"),
        ["XDG_CONFIG_HOME"] = Path.Combine(Folder, "config"),
        ["DISPLAY"] = ":4242",
        ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent",
    };
}
