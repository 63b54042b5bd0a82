using Android.OS;
using Latchkey.Stubs;
using Latchkey.Stubs.Android;

namespace Latchkey.Native.Phone.Tests;

/// <summary>Tokens behind a finger, a face or the code of an Android phone.</summary>
public sealed class AndroidUnlockTests : AndroidTest
{
    private static readonly TimeSpan LockAfter = TimeSpan.FromMinutes(2);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Phone.Settings["lockAfter"] = LockAfter;
    }

    [Fact]
    public async Task At_the_start_a_finger_opens_what_only_the_hardware_opens()
    {
        await SignedIn();
        Phone.Prompt.ShouldBeNull();                                   // they have just signed in
        Phone.Keystore.Keys.Values.Count(key => key.NeedsPerson).ShouldBe(1);

        Restart();
        var prompt = await Prompt();
        (prompt.Title, prompt.TakesFinger, prompt.TakesCode).ShouldBe(("Unlock your orders", true, false));
        prompt.WrongFinger();                                          // one that was not recognised is not the end
        prompt.Finger();
        await Phone.Until(() => Shows("OrdersButton"), "the page behind the unlock");
        Text("Said").ShouldBe("");
        await Refreshed();
        await SignOut();
        Phone.Keystore.Keys.Values.ShouldNotContain(key => key.NeedsPerson);
        Directory.GetFiles(Phone.Data, "unlock-*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_who_presses_cancel_stays_signed_in_and_is_asked_when_the_tokens_are_needed()
    {
        await SignedIn();
        Restart();
        (await Prompt()).Fails(Android.Hardware.Biometrics.BiometricErrorCode.UserCanceled);
        await Says("Said", "did not unlock");
        await Says("Who", "Hello, ");
        Screen.Press("OrdersButton");
        (await Prompt()).Finger();
        await Says("Said", "localhost:1");
    }

    [Fact]
    public async Task Too_many_wrong_fingers_are_told_apart()
    {
        await SignedIn();
        Phone.IsLockedOut = true;
        Restart();
        await Says("Said", "too many tries");
        Phone.IsLockedOut = false;
        await Unlocked();
    }

    [Theory]
    [InlineData(BuildVersionCodes.P, false)]
    [InlineData(BuildVersionCodes.Q, false)]
    [InlineData(BuildVersionCodes.R, false)]
    [InlineData(BuildVersionCodes.Baklava, false)]
    [InlineData(BuildVersionCodes.Baklava, true)]
    public async Task A_finger_that_was_added_means_signing_in_again_and_nothing_is_deleted_before(BuildVersionCodes version, bool takesCode)
    {
        Phone.Version = version;
        if (takesCode) Phone.Settings["takesCode"] = true;
        await SignedIn();
        Phone.EnrolFinger();
        Restart();
        await Says("Said", "a finger or face was added");
        Phone.Keystore.Keys.Values.ShouldContain(key => key.NeedsPerson);
        await Says("Who", "Nobody is signed in");                      // the sample's word for it: the button is back

        var tab = await Tab(press: true);
        tab.Redirects(await PersonGoesThrough(tab.Address));
        await Says("Who", "Hello, ");
        await Unlocked();
        Phone.Keystore.Keys.Values.ShouldNotContain(key => key.IsInvalidated);
    }

    [Fact]
    public async Task A_phone_that_does_not_even_load_such_a_key_means_the_same()
    {
        await SignedIn();
        foreach (var key in Phone.Keystore.Keys.Values.Where(key => key.NeedsPerson)) key.IsUnrecoverable = true;
        Restart();
        await Says("Said", "a finger or face was added");
    }

    [Fact]
    public async Task A_first_finger_on_a_phone_that_only_had_a_code_is_a_new_one()
    {
        Phone.Settings["takesCode"] = true;
        Phone.RemoveFingers();
        await SignedIn();
        Restart();
        (await Prompt()).Code();
        await Phone.Until(() => Shows("OrdersButton"));
        Phone.EnrolFinger();
        Restart();
        await Says("Said", "a finger or face was added");
    }

    [Theory]
    [InlineData(BuildVersionCodes.P, true, false)]
    [InlineData(BuildVersionCodes.Q, true, false)]                     // before Android 11 the code opens no key
    [InlineData(BuildVersionCodes.R, true, true)]
    [InlineData(BuildVersionCodes.Baklava, true, true)]
    [InlineData(BuildVersionCodes.Baklava, false, false)]
    public async Task The_code_is_offered_where_the_hardware_takes_it(BuildVersionCodes version, bool allowed, bool offered)
    {
        Phone.Version = version;
        if (allowed) Phone.Settings["takesCode"] = true;
        await SignedIn();
        Restart();
        var prompt = await Prompt();
        (prompt.TakesFinger, prompt.TakesCode).ShouldBe((true, offered));
        if (offered) prompt.Code();
        else prompt.Finger();
        await Phone.Until(() => Shows("OrdersButton"));
        Text("Said").ShouldBe("");
    }

    [Theory]
    [InlineData(BuildVersionCodes.O)]                                  // no window to ask with
    [InlineData(BuildVersionCodes.P)]                                  // tells it of a key alone
    [InlineData(BuildVersionCodes.Q)]
    [InlineData(BuildVersionCodes.Baklava)]
    public async Task A_phone_with_nothing_to_unlock_with_says_so_before_the_browser_opens(BuildVersionCodes version)
    {
        Phone.Version = version;
        if (version != BuildVersionCodes.O) Phone.RemoveCode();
        await Ready();
        Screen.Press("SignInButton");
        await Says("Said", "nothing to unlock with");
        Phone.Tab.ShouldBeNull();
        Phone.Keystore.Keys.Keys.ShouldNotContain(alias => alias.Contains("probe", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_code_that_was_taken_away_takes_the_tokens_along(bool takesCode)
    {
        if (takesCode) Phone.Settings["takesCode"] = true;
        await SignedIn();
        Phone.RemoveCode();
        Restart();
        await Says("Said", "its code was taken away");
    }

    [Fact]
    public async Task In_the_background_the_tokens_are_locked_after_the_time_and_not_before()
    {
        await SignedIn();
        await Away(LockAfter - TimeSpan.FromSeconds(1));
        await Press("OrdersButton");
        await Says("Said", "localhost:1");
        Phone.Prompt.ShouldBeNull();

        await Away(LockAfter);
        await Press("OrdersButton");
        (await Prompt()).Finger();
        await Says("Said", "localhost:1");
    }

    [Fact]
    public async Task An_activity_that_is_made_anew_is_not_the_background()
    {
        Phone.Settings["lockAfter"] = TimeSpan.Zero;
        await SignedIn();
        await Away(TimeSpan.Zero);
        await Press("OrdersButton");
        (await Prompt()).Finger();
        await Says("Said", "localhost:1");

        Phone.MakeAnew();
        await Phone.Until(() => Phone.Happened.Count(what => what == "MainActivity.OnCreate") == 2 && Phone.Front == "MainActivity" && Shows("OrdersButton"));
        Screen.Press("OrdersButton");
        await Says("Said", "localhost:1");
        Phone.Prompt.ShouldBeNull();
    }

    [Fact]
    public async Task A_window_that_the_system_takes_away_is_no_refusal_of_the_persons()
    {
        await SignedIn();
        Restart();
        await Prompt();
        Phone.Home();
        await Says("Said", "nobody can be asked now");
        Phone.OpenApp();
        await Press("OrdersButton");
        (await Prompt()).Finger();
        await Says("Said", "localhost:1");
    }

    [Fact]
    public async Task A_process_killed_under_the_window_is_followed_by_one_that_asks_again()
    {
        await SignedIn();
        for (var times = 0; times < 3; times++)
        {
            Restart();
            await Prompt();
        }
        await Unlocked();
        await Refreshed();
    }

    [Fact]
    public async Task A_Keystore_that_stumbles_signs_nobody_out_and_one_that_lost_the_key_says_so()
    {
        await SignedIn();
        Restart(fails: 1000);
        await Says("Said", "the person stays signed in");
        Phone.Keystore.Fails = 0;
        await Unlocked();
        foreach (var alias in Phone.Keystore.Keys.Keys.Where(alias => alias.StartsWith("latchkey.unlock", StringComparison.Ordinal)).ToList()) Phone.Keystore.Keys.Remove(alias, out _);
        Restart();
        await Says("Said", "Until then nothing is deleted");
    }

    [Theory]
    [InlineData(BuildVersionCodes.P, 60, 2)]                           // for one signature each: the code is redeemed, and the nonce's repeat
    [InlineData(BuildVersionCodes.Baklava, 0, 2)]
    [InlineData(BuildVersionCodes.Baklava, 60, 1)]                     // for a minute, counted by the hardware
    public async Task The_key_that_tokens_are_bound_to_is_opened_by_a_finger(BuildVersionCodes version, int seconds, int mostAtSignIn)
    {
        Phone.Version = version;
        Phone.Settings["proofKeyFor"] = TimeSpan.FromSeconds(seconds);
        var tab = await TabToSignIn();
        var callback = await PersonGoesThrough(tab.Address);
        tab.Redirects(callback);
        var asked = 0;
        await Answering(() => asked++, () => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal));
        asked.ShouldBeInRange(1, mostAtSignIn);
        Phone.Keystore.Keys.Values.Count(key => key.NeedsPerson).ShouldBe(2);

        Phone.PassTime(TimeSpan.FromSeconds(seconds + 1));
        Org.Clock.Advance(TimeSpan.FromHours(2));
        await Press("OrdersButton");
        await Answering(() => asked++, () => Text("Said").Contains("localhost:1", StringComparison.Ordinal));

        Phone.EnrolFinger();
        Phone.PassTime(TimeSpan.FromSeconds(seconds + 1));
        Org.Clock.Advance(TimeSpan.FromHours(2));
        Screen.Press("OrdersButton");
        await Says("Said", "a finger or face was added");
    }

    /// <summary>A person who puts the finger wherever they are asked, until something has come about.</summary>
    private async Task Answering(Action asked, Func<bool> until)
    {
        while (true)
        {
            await Phone.Until(() => Phone.Prompt is not null || until(), "a window, or what comes after it");
            if (Phone.Prompt is not { } prompt) return;
            asked();
            prompt.Finger();
        }
    }

    private async Task Away(TimeSpan time)
    {
        var before = Phone.Happened.Count(what => what == "MainActivity.OnStop");
        Phone.Home();
        await Phone.Until(() => Phone.Happened.Count(what => what == "MainActivity.OnStop") > before, "the app in the background");
        await Phone.Settled();
        Org.Clock.Advance(time);
        Phone.OpenApp();
    }

    private async Task Unlocked()
    {
        Restart();
        (await Prompt()).Finger();
        await Phone.Until(() => Shows("OrdersButton"), "the page behind the unlock");
        Text("Said").ShouldBe("");
    }

    private async Task Refreshed()
    {
        Org.Clock.Advance(TimeSpan.FromHours(2));
        await Press("OrdersButton");                                   // nobody listens there: the token was refreshed first
        await Says("Said", "localhost:1");
    }

    private async Task SignOut()
    {
        await Press("SignOutButton");
        var page = await Tab();
        page.Redirects(await PersonGoesThrough(page.Address));
        await Says("Who", "Nobody is signed in");
    }

    private async Task<AndroidPrompt> Prompt()
    {
        await Phone.Until(() => Phone.Prompt is not null, "the window that asks for a finger");
        return Phone.Prompt!;
    }
}
