using Latchkey.Stubs;
using Latchkey.Stubs.Android;

namespace Latchkey.Native.Phone.Tests;

/// <summary>The sample on an Android phone: its head, MAUI's layer and its own activities as they are compiled for Android, against a real org.</summary>
public sealed class AndroidTests : AndroidTest
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_person_signs_in_and_the_app_is_in_front_again(bool hasAuthTab, bool closesFirst)
    {
        Phone.Browsers[0] = Phone.Browsers[0] with { HasAuthTab = hasAuthTab };
        var tab = await TabToSignIn();
        (tab.IsCustomTab, tab.IsAuthTab).ShouldBe((true, hasAuthTab));
        tab.Redirects(await PersonGoesThrough(tab.Address), closesFirst);
        await Phone.Until(() => Phone.Front == "MainActivity" && Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
        Phone.Tasks.ShouldBe(["com.example.quickstart: MainActivity"]);
    }

    [Fact]                                                             // MAUI raises OnResume for every activity of the process, its own and ours
    public async Task However_long_the_person_takes_nothing_that_resumes_is_taken_for_their_return()
    {
        var tab = await TabToSignIn();
        Phone.PassTime(TimeSpan.FromMinutes(1));
        Phone.Home();                                                  // to the mail app, for a code
        Phone.PassTime(TimeSpan.FromMinutes(1));
        Phone.OpenApp();
        Phone.Tab.ShouldBe(tab);
        tab.Redirects(await PersonGoesThrough(tab.Address));
        await Phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_who_closes_the_page_can_begin_again(bool hasAuthTab)
    {
        Phone.Browsers[0] = Phone.Browsers[0] with { HasAuthTab = hasAuthTab };
        (await TabToSignIn()).Close();
        await Phone.Until(() => Phone.Front == "LatchkeyBrowserActivity");
        Phone.PassTime(TimeSpan.FromSeconds(1));
        await Phone.Until(() => Phone.Front == "MainActivity", "the app");
        var again = await Tab(press: true);
        again.Redirects(await PersonGoesThrough(again.Address));
        await Phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_killed_behind_the_page_is_followed_by_one_that_finishes(bool hasAuthTab)
    {
        Phone.Browsers[0] = Phone.Browsers[0] with { HasAuthTab = hasAuthTab };
        var tab = await TabToSignIn();
        Phone.Kill();
        tab.Redirects(await PersonGoesThrough(tab.Address));
        await Phone.Until(() => Phone.Front == "MainActivity" && Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
        Phone.Tasks.ShouldBe(["com.example.quickstart: MainActivity"]);
    }

    [Fact]                                                             // the page of the sign-out lies in front until somebody takes it away
    public async Task A_process_killed_behind_the_page_that_signs_out_is_followed_by_one_that_takes_the_page_away()
    {
        await SignedIn();
        await Press("SignOutButton");
        var page = await Tab();
        Phone.Kill();
        Phone.OpenLink(new Uri("com.example.quickstart:/logout?state=guessed"));     // RFC 8252 §8.10: not by a guess
        await Phone.Until(() => Phone.Happened.Contains("CallbackActivity.OnDestroy") && Phone.Tab == page, "the page still");
        page.Redirects(await PersonGoesThrough(page.Address));
        await Phone.Until(() => Phone.Front == "MainActivity" && Text("Who") == "Nobody is signed in", "the app");
        Phone.Tasks.ShouldBe(["com.example.quickstart: MainActivity"]);
    }

    [Fact]
    public async Task A_task_that_was_forgotten_begins_anew_and_finishes()
    {
        var tab = await TabToSignIn();
        var callback = await PersonGoesThrough(tab.Address);
        Phone.ForgetTasks();
        Phone.OpenLink(callback);
        await Phone.Until(() => Phone.Front == "MainActivity" && Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
    }

    [Fact]
    public async Task Without_Custom_Tabs_the_browser_itself_serves_and_the_app_comes_to_the_front()
    {
        Phone.Browsers[0] = Phone.Browsers[0] with { HasCustomTabs = false };
        var tab = await TabToSignIn();
        tab.IsCustomTab.ShouldBeFalse();
        tab.Redirects(await PersonGoesThrough(tab.Address));
        await Phone.Until(() => Phone.Front == "MainActivity" && Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
    }

    [Fact]
    public async Task A_phone_without_a_browser_says_so()
    {
        Phone.Browsers.Clear();
        await Ready();
        Screen.Press("SignInButton");
        await Phone.Until(() => Text("Said").Length > 0, "a word");
        Text("Said").ShouldContain("no browser");
    }

    [Fact]                                                             // RFC 8252 §8.10
    public async Task Another_apps_link_with_a_guessed_state_changes_nothing()
    {
        var tab = await TabToSignIn();
        Phone.OpenLink(new Uri("com.example.quickstart:/callback?code=stolen&state=guessed"));
        await Phone.Until(() => Phone.Happened.Contains("CallbackActivity.OnDestroy") && Phone.Tab == tab, "the page again");
        tab.Redirects(await PersonGoesThrough(tab.Address));
        await Phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
    }

    [Fact]
    public async Task The_whole_way_sign_in_restart_refresh_and_sign_out()
    {
        var tab = await TabToSignIn();
        tab.Redirects(await PersonGoesThrough(tab.Address));
        await Phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");

        Phone.Home();
        Phone.Kill();
        Phone.OpenApp();
        await Phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the session of the last start");

        Org.Clock.Advance(TimeSpan.FromHours(2));
        await Phone.Until(() => Screen.Shows("OrdersButton"));
        Screen.Press("OrdersButton");                                  // nobody listens there: the token was refreshed first
        await Phone.Until(() => Text("Said").Length > 0, "the API's answer");
        Text("Said").ShouldContain("localhost:1");

        await Phone.Until(() => Screen.Shows("SignOutButton"));
        Screen.Press("SignOutButton");
        var page = await Tab();
        page.Redirects(await PersonGoesThrough(page.Address));
        await Phone.Until(() => Phone.Front == "MainActivity" && Screen.Shows("SignInButton"), "the sign-in button");
        Text("Who").ShouldBe("Nobody is signed in");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Keys_are_made_in_the_security_chip_where_there_is_one_and_no_file_is_where_backups_look(bool hasStrongBox)
    {
        Phone.Keystore.HasStrongBox = hasStrongBox;
        await SignedIn();
        Phone.Keystore.Keys.Count.ShouldBe(2);                         // the store's, and the one the tokens are bound to
        Phone.Keystore.Keys.Values.ShouldAllBe(key => key.IsStrongBox == hasStrongBox);
        Directory.GetFileSystemEntries(Phone.Data).ShouldHaveSingleItem().ShouldEndWith("/no_backup");
        Directory.GetFiles(Phone.Data, "storage.key", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Keystore_that_stumbles_signs_nobody_out()
    {
        await SignedIn();
        Restart();
        Phone.Keystore.Fails = 1;                                      // once: nobody notices
        await Phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");

        Restart(fails: 1000);
        await Phone.Until(() => Text("Said").Contains("the person stays signed in", StringComparison.Ordinal), "why");
        Phone.Keystore.Fails = 0;
        Restart();
        await Phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
    }

    [Fact]
    public async Task A_folder_that_came_from_another_phone_is_set_aside_with_a_word_and_the_person_signs_in_again()
    {
        await SignedIn();
        Phone.Keystore.Keys.Clear();                                   // the key stayed behind
        Restart();
        await Phone.Until(() => Text("Said").Contains("The person signs in again", StringComparison.Ordinal), "why");
        Restart();
        await SignedIn();
    }

    [Fact]
    public async Task Killed_at_every_step_of_signing_in_the_app_is_signed_in_or_asks_again()
    {
        for (var step = 1; ; step += Strides.Length)
        {
            using var mine = new AndroidPhone(Head("Latchkey.Heads.Android"), Path.Combine(Folder, $"android{step}")) { DiesAtStep = step };
            Configure(mine.Settings);
            Phone = mine;
            mine.OpenApp();
            await mine.Until(() => mine.Process is null || (mine.Front == "MainActivity" && Text("Who").Length > 0 && Screen.Shows("SignInButton")));
            if (mine.Process is not null) Screen.Press("SignInButton");
            await mine.Until(() => mine.Process is null || mine.Tab is not null);
            if (mine.Tab is { } tab) tab.Redirects(await PersonGoesThrough(tab.Address));
            await mine.Until(() => mine.Process is null || Text("Who").StartsWith("Hello, ", StringComparison.Ordinal));
            var died = mine.Process is null;

            mine.DiesAtStep = null;
            mine.OpenApp();
            await mine.Until(() => mine.Front == "MainActivity" && Text("Who").Length > 0, $"the app, after step {step}");
            if (!Text("Who").StartsWith("Hello, ", StringComparison.Ordinal))
            {
                var again = await Tab(press: true);
                again.Redirects(await PersonGoesThrough(again.Address));
                await mine.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), $"the person's name, after step {step}");
            }
            if (!died) break;
        }
    }
}
