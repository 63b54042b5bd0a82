namespace Latchkey.Native.Tests;

/// <summary>Real processes: two at once, one killed.</summary>
public sealed class ProcessTests : ProcessTest
{
    [Fact]
    public async Task Two_processes_that_need_a_token_at_once_share_one_refresh()
    {
        await SignIn();
        Provider.AccessTokenSeconds = 3600;
        var first = Run("--token");
        var second = Run("--token");
        using (first)
        using (second)
        {
            (await first.Exits(), await second.Exits()).ShouldBe((0, 0), first.Output + second.Output);
            first.Output.ShouldStartWith("AT.");
            second.Output.ShouldBe(first.Output);
        }
        Provider.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task A_process_killed_while_its_refresh_is_answered_costs_nothing()
    {
        await SignIn();
        for (var round = 0; round < 3; round++)
        {
            var asked = new TaskCompletionSource();
            var dead = new TaskCompletionSource();
            Provider.BeforeNextTokenAnswer(async () =>
            {
                asked.SetResult();
                await dead.Task;
            });
            using var victim = Run("--token");
            await asked.Task;
            await victim.Kill();
            dead.SetResult();           // the provider rotates; nobody is there to hear it
            using var next = Run("--token");
            (await next.Exits()).ShouldBe(0, next.Output);
        }
        using var last = Run("--token");
        (await last.Exits()).ShouldBe(0, last.Output);
    }

    [Fact]
    public async Task A_process_killed_with_the_lock_in_hand_does_not_block_the_next()
    {
        await SignIn();
        var asked = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        Provider.BeforeNextTokenAnswer(async () =>
        {
            asked.SetResult();
            await go.Task;
        });
        using var holder = Run("--token");
        await asked.Task;
        using var waiter = Run("--token");
        await holder.Kill();
        (await waiter.Exits()).ShouldBe(0, waiter.Output);
        go.SetResult();
    }

    [Fact]                                                             // RFC 8252 §7.1
    public async Task A_second_process_hands_the_callback_to_the_first()
    {
        using var app = RunWithScheme();
        await app.Says("Sign in");
        await app.Type("");
        var callback = await FakeBrowser.Follow(await app.AsksToOpen());
        callback.Scheme.ShouldBe("com.example.quickstart");

        using var second = RunWithScheme(callback.OriginalString);
        (await second.Exits()).ShouldBe(0, second.Output);
        second.Output.ShouldBeEmpty();
        await app.Says("Hello, Mia Muster");
        await app.Type("q");
        (await app.Exits()).ShouldBe(0, app.Output);
    }

    [Theory]
    [InlineData("/private/var/mobile/Containers/Data/Application/6F1C3A52-9D1B-4C7E-8E0A-3B5D7F9A1C2E")]     // too long for a socket, as on iOS
    [InlineData("/proc")]                                                                                    // where no folder can be made
    public async Task Where_no_channel_can_be_opened_the_sign_in_works_all_the_same(string home)
    {
        var phone = new Dictionary<string, string?> { ["HOME"] = home, ["XDG_RUNTIME_DIR"] = null };
        using var app = RunWithScheme(phone);
        await app.Says("Sign in");
        await app.Type("");
        var callback = await FakeBrowser.Follow(await app.AsksToOpen());

        using var second = RunWithScheme(phone, callback.OriginalString);
        await second.Says("Hello, Mia Muster");
        await second.Type("q");
        (await second.Exits()).ShouldBe(0, second.Output);
        app.Output.ShouldContain("set XDG_RUNTIME_DIR");
    }

    [Fact]
    public async Task A_sign_in_whose_app_was_killed_is_finished_by_the_process_the_browser_starts()
    {
        Uri callback;
        using (var killed = RunWithScheme())
        {
            await killed.Says("Sign in");
            await killed.Type("");
            callback = await FakeBrowser.Follow(await killed.AsksToOpen());
            await killed.Kill();
        }
        using var next = RunWithScheme(callback.OriginalString);
        await next.Says("Hello, Mia Muster");
        await next.Type("q");
        (await next.Exits()).ShouldBe(0, next.Output);
        next.Output.ShouldNotContain("Open this address");
    }

    [Fact]
    public async Task A_restarted_app_that_waits_at_its_menu_receives_the_callback_of_its_predecessor()
    {
        Uri callback;
        using (var killed = RunWithScheme())
        {
            await killed.Says("Sign in");
            await killed.Type("");
            callback = await FakeBrowser.Follow(await killed.AsksToOpen());
            await killed.Kill();
        }
        using var restarted = RunWithScheme();
        await restarted.Says("Sign in");
        using var messenger = RunWithScheme(callback.OriginalString);
        (await messenger.Exits()).ShouldBe(0, messenger.Output);
        await restarted.Says("Hello, Mia Muster");
        await restarted.Type("q");
        (await restarted.Exits()).ShouldBe(0, restarted.Output);
    }

    [Fact]                                                             // RFC 6749 §10.12
    public async Task A_link_with_a_guessed_state_does_nothing()
    {
        using var app = RunWithScheme();
        await app.Says("Sign in");
        await app.Type("");
        var callback = await FakeBrowser.Follow(await app.AsksToOpen());

        using var forged = RunWithScheme("com.example.quickstart:/callback?code=stolen&state=guessed");
        (await forged.Exits()).ShouldBe(0, forged.Output);
        using var real = RunWithScheme(callback.OriginalString);
        (await real.Exits()).ShouldBe(0, real.Output);
        await app.Says("Hello, Mia Muster");
        Provider.Requests.ShouldNotContain(r => r.Values.GetValueOrDefault("code") == "stolen");
    }

    [Fact]
    public async Task The_system_starts_the_app_for_its_scheme()
    {
        File.Exists("/usr/bin/xdg-open").ShouldBeTrue("install xdg-utils: apt-get install -y xdg-utils");
        using var app = RunWithScheme();
        await app.Says("Sign in");
        await app.Type("");
        var callback = await FakeBrowser.Follow(await app.AsksToOpen());

        // As a browser does it: the desktop finds the app by the .desktop file that the sample registered.
        using var desktop = QuickstartProcess.Start(Desktop(), "/usr/bin/xdg-open", [callback.OriginalString]);
        (await desktop.Exits()).ShouldBe(0, desktop.Output);
        await app.Says("Hello, Mia Muster");
    }

    [Fact]                                                             // OpenID Connect RP-Initiated Logout 1.0 §3
    public async Task Signing_out_of_the_browser_comes_back_through_the_scheme()
    {
        using var app = RunWithScheme();
        await app.Says("Sign in");
        await app.Type("");
        using (var second = RunWithScheme((await FakeBrowser.Follow(await app.AsksToOpen())).OriginalString)) await second.Exits();
        await app.Says("Hello, Mia Muster");
        await app.Type("b");
        var back = await FakeBrowser.Follow(await app.AsksToOpen());
        back.OriginalString.ShouldStartWith("com.example.quickstart:/logout?state=");
        using (var second = RunWithScheme(back.OriginalString)) (await second.Exits()).ShouldBe(0, second.Output);
        await app.Says("Signed out.");
    }
}
