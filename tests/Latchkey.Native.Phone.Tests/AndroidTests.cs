using Latchkey.Stubs;
using Latchkey.Stubs.Android;

namespace Latchkey.Native.Phone.Tests;

/// <summary>The sample on an Android phone: its head, MAUI's layer and its own activities as they are compiled for Android, against a real org.</summary>
public sealed class AndroidTests : PhoneTest
{
    private AndroidPhone phone = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        phone = new AndroidPhone(Head("Latchkey.Heads.Android"), Path.Combine(Folder, "android"));
        Configure(phone.Settings);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_person_signs_in_and_the_app_is_in_front_again(bool hasAuthTab, bool closesFirst)
    {
        phone.Browsers[0] = phone.Browsers[0] with { HasAuthTab = hasAuthTab };
        var tab = await TabToSignIn();
        (tab.IsCustomTab, tab.IsAuthTab).ShouldBe((true, hasAuthTab));
        tab.Redirects(await PersonGoesThrough(tab.Address), closesFirst);
        await phone.Until(() => phone.Front == "MainActivity" && Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
        phone.Tasks.ShouldBe(["com.example.quickstart: MainActivity"]);
    }

    [Fact]                                                             // MAUI raises OnResume for every activity of the process, its own and ours
    public async Task However_long_the_person_takes_nothing_that_resumes_is_taken_for_their_return()
    {
        var tab = await TabToSignIn();
        phone.PassTime(TimeSpan.FromMinutes(1));
        phone.Home();                                                  // to the mail app, for a code
        phone.PassTime(TimeSpan.FromMinutes(1));
        phone.OpenApp();
        phone.Tab.ShouldBe(tab);
        tab.Redirects(await PersonGoesThrough(tab.Address));
        await phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_who_closes_the_page_can_begin_again(bool hasAuthTab)
    {
        phone.Browsers[0] = phone.Browsers[0] with { HasAuthTab = hasAuthTab };
        (await TabToSignIn()).Close();
        await phone.Until(() => phone.Front == "LatchkeyBrowserActivity");
        phone.PassTime(TimeSpan.FromSeconds(1));
        await phone.Until(() => phone.Front == "MainActivity", "the app");
        var again = await Tab(press: true);
        again.Redirects(await PersonGoesThrough(again.Address));
        await phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_killed_behind_the_page_is_followed_by_one_that_finishes(bool hasAuthTab)
    {
        phone.Browsers[0] = phone.Browsers[0] with { HasAuthTab = hasAuthTab };
        var tab = await TabToSignIn();
        phone.Kill();
        tab.Redirects(await PersonGoesThrough(tab.Address));
        await phone.Until(() => phone.Front == "MainActivity" && Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
        phone.Tasks.ShouldBe(["com.example.quickstart: MainActivity"]);
    }

    [Fact]
    public async Task A_task_that_was_forgotten_begins_anew_and_finishes()
    {
        var tab = await TabToSignIn();
        var callback = await PersonGoesThrough(tab.Address);
        phone.ForgetTasks();
        phone.OpenLink(callback);
        await phone.Until(() => phone.Front == "MainActivity" && Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
    }

    [Fact]
    public async Task Without_Custom_Tabs_the_browser_itself_serves_and_the_app_comes_to_the_front()
    {
        phone.Browsers[0] = phone.Browsers[0] with { HasCustomTabs = false };
        var tab = await TabToSignIn();
        tab.IsCustomTab.ShouldBeFalse();
        tab.Redirects(await PersonGoesThrough(tab.Address));
        await phone.Until(() => phone.Front == "MainActivity" && Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
    }

    [Fact]
    public async Task A_phone_without_a_browser_says_so()
    {
        phone.Browsers.Clear();
        await Ready();
        Screen.Press("SignInButton");
        await phone.Until(() => Text("Said").Length > 0, "a word");
        Text("Said").ShouldContain("no browser");
    }

    [Fact]                                                             // RFC 8252 §8.10
    public async Task Another_apps_link_with_a_guessed_state_changes_nothing()
    {
        var tab = await TabToSignIn();
        phone.OpenLink(new Uri("com.example.quickstart:/callback?code=stolen&state=guessed"));
        await phone.Until(() => phone.Happened.Contains("CallbackActivity.OnDestroy") && phone.Tab == tab, "the page again");
        tab.Redirects(await PersonGoesThrough(tab.Address));
        await phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
    }

    [Fact]
    public async Task The_whole_way_sign_in_restart_refresh_and_sign_out()
    {
        var tab = await TabToSignIn();
        tab.Redirects(await PersonGoesThrough(tab.Address));
        await phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");

        phone.Home();
        phone.Kill();
        phone.OpenApp();
        await phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the session of the last start");

        Org.Clock.Advance(TimeSpan.FromHours(2));
        await phone.Until(() => Screen.Shows("OrdersButton"));
        Screen.Press("OrdersButton");                                  // nobody listens there: the token was refreshed first
        await phone.Until(() => Text("Said").Length > 0, "the API's answer");
        Text("Said").ShouldContain("localhost:1");

        await phone.Until(() => Screen.Shows("SignOutButton"));
        Screen.Press("SignOutButton");
        var page = await Tab();
        page.Redirects(await PersonGoesThrough(page.Address));
        await phone.Until(() => phone.Front == "MainActivity" && Screen.Shows("SignInButton"), "the sign-in button");
        Text("Who").ShouldBe("Nobody is signed in");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Keys_are_made_in_the_security_chip_where_there_is_one_and_no_file_is_where_backups_look(bool hasStrongBox)
    {
        phone.Keystore.HasStrongBox = hasStrongBox;
        await SignedIn();
        phone.Keystore.Keys.Count.ShouldBe(2);                         // the store's, and the one the tokens are bound to
        phone.Keystore.Keys.Values.ShouldAllBe(key => key.IsStrongBox == hasStrongBox);
        Directory.GetFileSystemEntries(phone.Data).ShouldHaveSingleItem().ShouldEndWith("/no_backup");
        Directory.GetFiles(phone.Data, "storage.key", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_Keystore_that_stumbles_signs_nobody_out()
    {
        await SignedIn();
        Restart();
        phone.Keystore.Fails = 1;                                      // once: nobody notices
        await phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");

        Restart(fails: 1000);
        await phone.Until(() => Text("Said").Contains("the person stays signed in", StringComparison.Ordinal), "why");
        phone.Keystore.Fails = 0;
        Restart();
        await phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
    }

    [Fact]
    public async Task A_folder_that_came_from_another_phone_is_set_aside_with_a_word_and_the_person_signs_in_again()
    {
        await SignedIn();
        phone.Keystore.Keys.Clear();                                   // the key stayed behind
        Restart();
        await phone.Until(() => Text("Said").Contains("The person signs in again", StringComparison.Ordinal), "why");
        Restart();
        await SignedIn();
    }

    private void Restart(int fails = 0)
    {
        phone.Home();
        phone.Kill();
        phone.Keystore.Fails = fails;
        phone.OpenApp();
    }

    private async Task SignedIn()
    {
        var tab = await TabToSignIn();
        tab.Redirects(await PersonGoesThrough(tab.Address));
        await phone.Until(() => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal), "the person's name");
    }

    [Fact]
    public async Task Killed_at_every_step_of_signing_in_the_app_is_signed_in_or_asks_again()
    {
        for (var step = 1; ; step++)
        {
            using var mine = new AndroidPhone(Head("Latchkey.Heads.Android"), Path.Combine(Folder, $"android{step}")) { DiesAtStep = step };
            Configure(mine.Settings);
            phone = mine;
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

    private MauiScreen Screen => phone.Process?.Screen as MauiScreen ?? throw new InvalidOperationException("The app shows nothing.");

    private string Text(string name) => (phone.Process?.Screen as MauiScreen)?.TextOf(name) ?? "";

    private async Task Ready()
    {
        phone.OpenApp();
        await phone.Until(() => phone.Front == "MainActivity" && Text("Who").Length > 0 && Screen.Shows("SignInButton"), "the first page");
    }

    private async Task<BrowserTab> TabToSignIn()
    {
        await Ready();
        return await Tab(press: true);
    }

    private async Task<BrowserTab> Tab(bool press = false)
    {
        if (press)
        {
            await phone.Until(() => phone.Process?.Screen is MauiScreen screen && screen.Shows("SignInButton"), "the sign-in button");
            Screen.Press("SignInButton");
        }
        await phone.Until(() => phone.Tab is not null, "the browser's page");
        return phone.Tab!;
    }

    public override async Task DisposeAsync()
    {
        phone.Dispose();
        await base.DisposeAsync();
    }
}
