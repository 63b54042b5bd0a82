namespace Latchkey.Native.Tests;

/// <summary>A real GNOME Keyring on a session bus of its own, without a screen.</summary>
public sealed class KeyringTests : NativeTest
{
    private const string Install = "Install what this test needs: apt-get install -y dbus gnome-keyring libsecret-tools";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Provider.Clock = TimeProvider.System;
        foreach (var tool in new[] { "/usr/bin/dbus-run-session", "/usr/bin/gnome-keyring-daemon", "/usr/bin/secret-tool" })
            File.Exists(tool).ShouldBeTrue(Install);
    }

    [Fact]
    public async Task The_key_is_kept_in_the_keyring_and_found_by_the_next_process()
    {
        using var session = InASession(unlocked: true, $"{Quickstart("--once")}; {Quickstart("--token")}; secret-tool search --all xdg:schema dev.latchkey.StorageKey");
        await Browser.Visit(await FakeBrowser.Follow(await session.AsksToOpen()));
        await session.Exits();

        session.Output.ShouldContain("Hello, Mia Muster");
        session.Output.ShouldContain("AT.");
        session.Output.ShouldContain("Latchkey: key of an app's stored sign-ins");
        session.Output.ShouldNotContain("No keyring can be used");
        File.ReadAllText(Path.Combine(Folder, "data", "storage")).ShouldStartWith("libsecret ");
        File.Exists(Path.Combine(Folder, "data", "storage.key")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_keyring_that_is_locked_later_is_an_error_and_not_a_sign_out()
    {
        using (var first = InASession(unlocked: true, Quickstart("--once")))
        {
            await Browser.Visit(await FakeBrowser.Follow(await first.AsksToOpen()));
            await first.Exits();
        }
        using (var locked = InASession(unlocked: false, Quickstart("--token")))
        {
            (await locked.Exits()).ShouldBe(1);
            locked.Output.ShouldContain("StorageUnavailable");
            locked.Output.ShouldNotContain("Nobody is signed in");
        }
        using var again = InASession(unlocked: true, Quickstart("--token"));
        (await again.Exits()).ShouldBe(0, again.Output);
        again.Output.ShouldContain("AT.");
    }

    [Fact]
    public async Task A_keyring_that_was_emptied_is_a_reset_with_a_name()
    {
        using var session = InASession(unlocked: true, $"{Quickstart("--once")}; secret-tool clear xdg:schema dev.latchkey.StorageKey; {Quickstart("--token")}; {Quickstart("--token")}");
        await Browser.Visit(await FakeBrowser.Follow(await session.AsksToOpen()));
        (await session.Exits()).ShouldBe(1);
        session.Output.ShouldContain("StorageReset");
        session.Output.ShouldContain("Nobody is signed in");       // afterwards: a clean start
    }

    private string Quickstart(string what) =>
        $"dotnet {QuickstartProcess.Assembly} --issuer {Provider.Issuer} --client-id {ScriptedProvider.ClientId} --api {Provider.Address.OriginalString} --data {Path.Combine(Folder, "data")} --no-browser {what}";

    private QuickstartProcess InASession(bool unlocked, string script)
    {
        var unlock = unlocked ? "eval \"$(printf test-pass | gnome-keyring-daemon --unlock --components=secrets)\"; " : "";
        return QuickstartProcess.Start(
            new Dictionary<string, string?> { ["HOME"] = Folder, ["XDG_RUNTIME_DIR"] = Folder, ["XDG_DATA_HOME"] = null, ["DISPLAY"] = null, ["DBUS_SESSION_BUS_ADDRESS"] = null },
            "/usr/bin/dbus-run-session", ["--", "bash", "-c", unlock + script]);
    }
}
