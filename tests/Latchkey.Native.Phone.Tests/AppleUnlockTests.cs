extern alias Apple;

using Apple::Latchkey.Stubs.Apple;
using Apple::LocalAuthentication;
using Apple::Security;

namespace Latchkey.Native.Phone.Tests;

/// <summary>Tokens behind Face ID, Touch ID or the code of an iPhone.</summary>
public sealed class AppleUnlockTests : AppleTest
{
    private static readonly TimeSpan LockAfter = TimeSpan.FromMinutes(2);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Phone.Settings["lockAfter"] = LockAfter;
    }

    [Theory]
    [InlineData("Latchkey.Heads.iOS", false)]
    [InlineData("Latchkey.Heads.iOS", true)]
    [InlineData("Latchkey.Heads.MacCatalyst", false)]
    public async Task At_the_start_a_face_opens_what_only_the_keychain_opens(string head, bool takesCode)
    {
        Take(head);
        Phone.Settings["lockAfter"] = LockAfter;
        if (takesCode) Phone.Settings["takesCode"] = true;
        await SignedIn();
        Phone.Prompt.ShouldBeNull();                                   // they have just signed in
        Behind().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            item => item.Accessible.ShouldBe(SecAccessible.WhenPasscodeSetThisDeviceOnly),
            item => item.Opens.ShouldBe(takesCode ? SecAccessControlCreateFlags.UserPresence : SecAccessControlCreateFlags.BiometryCurrentSet));

        Restart();
        var prompt = await Prompt();
        (prompt.Reason, prompt.TakesCode).ShouldBe(("Unlock your orders", takesCode));
        if (takesCode) prompt.Code();
        else prompt.Face();
        await Phone.Until(() => Shows("OrdersButton"), "the page behind the unlock");
        Text("Said").ShouldBe("");
        Org.Clock.Advance(TimeSpan.FromHours(2));
        Screen.Press("OrdersButton");
        await Says("Said", "Connection refused");

        await Press("SignOutButton");
        await Phone.Until(() => Phone.Page is not null, "the page that signs out");
        Phone.Page!.Redirects(await PersonGoesThrough(Phone.Page.Address));
        await Says("Who", "Nobody is signed in");
        Behind().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(LAStatus.UserCancel, "did not unlock")]
    [InlineData(LAStatus.AuthenticationFailed, "did not unlock")]
    [InlineData(LAStatus.SystemCancel, "nobody can be asked now")]
    public async Task A_person_who_is_not_recognised_or_cancels_stays_signed_in(LAStatus why, string said)
    {
        await SignedIn();
        Restart();
        (await Prompt()).Fails(why);
        await Says("Said", said);
        await Says("Who", "Hello, ");
        Screen.Press("OrdersButton");
        (await Prompt()).Face();
        await Says("Said", "Connection refused");
    }

    [Fact]
    public async Task Too_many_wrong_faces_are_told_apart()
    {
        await SignedIn();
        Phone.IsLockedOut = true;
        Restart();
        await Says("Said", "too many tries");
        Phone.IsLockedOut = false;
        await Unlocked();
    }

    [Theory]
    [InlineData(false)]                                                // the system deletes the item
    [InlineData(true)]                                                 // it does not: what is enrolled is compared
    public async Task A_face_that_was_added_means_signing_in_again_and_nothing_is_deleted_before(bool takesCode)
    {
        if (takesCode) Phone.Settings["takesCode"] = true;
        await SignedIn();
        Phone.EnrolFace();
        Restart();
        if (takesCode) (await Prompt()).Code();
        await Says("Said", "a finger or face was added");
        await Says("Who", "Nobody is signed in");                      // the sample's word for it: the button is back
        Directory.GetFiles(Phone.Container, "credential-*.secret", SearchOption.AllDirectories).ShouldNotBeEmpty();
        await SignedIn();
        await Unlocked();
        Behind().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_first_face_on_a_phone_that_only_had_a_code_is_a_new_one_and_a_sensor_that_is_locked_tells_nothing()
    {
        Phone.Settings["takesCode"] = true;
        Phone.RemoveFaces();
        await SignedIn();
        Restart();
        (await Prompt()).Code();
        await Phone.Until(() => Shows("OrdersButton"));
        Phone.EnrolFace();
        Phone.IsLockedOut = true;
        Restart();
        (await Prompt()).Code();                                       // which unlocks the sensor, on a phone
        await Phone.Until(() => Shows("OrdersButton"));
        Phone.IsLockedOut = false;
        Restart();
        (await Prompt()).Face();
        await Says("Said", "a finger or face was added");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_phone_with_nothing_to_unlock_with_says_so_before_the_page_opens(bool takesCode)
    {
        if (takesCode) Phone.Settings["takesCode"] = true;
        Phone.RemovePasscode();
        Phone.OpenApp();
        await Press("SignInButton");
        await Says("Said", "nothing to unlock with");
        Phone.Page.ShouldBeNull();
    }

    [Fact]
    public async Task A_code_that_was_taken_away_takes_the_tokens_along()
    {
        Phone.Settings["takesCode"] = true;
        await SignedIn();
        Phone.RemovePasscode();
        Restart();
        await Says("Said", "its code was taken away");
    }

    [Fact]
    public async Task In_the_background_the_tokens_are_locked_after_the_time_and_not_before()
    {
        await SignedIn();
        await Away(LockAfter - TimeSpan.FromSeconds(1));
        await Press("OrdersButton");
        await Says("Said", "Connection refused");
        Phone.Prompt.ShouldBeNull();
        await Away(LockAfter);
        await Press("OrdersButton");
        (await Prompt()).Face();
        await Says("Said", "Connection refused");
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
    }

    [Fact]
    public async Task A_keychain_that_is_locked_is_an_error_that_passes()
    {
        await SignedIn();
        Phone.Kill();
        Phone.IsLocked = true;
        Phone.OpenApp();
        await Says("Said", "the person stays signed in");
        Phone.IsLocked = false;
        await Unlocked();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task The_key_that_tokens_are_bound_to_is_opened_by_a_face(int seconds)
    {
        Phone.Settings["proofKeyFor"] = TimeSpan.FromSeconds(seconds);
        var page = await PageToSignIn();
        page.Redirects(await PersonGoesThrough(page.Address));
        var asked = 0;
        await Answering(() => asked++, () => Text("Who").StartsWith("Hello, ", StringComparison.Ordinal));
        asked.ShouldBeInRange(1, seconds == 0 ? 2 : 1);
        Behind().Select(item => item.Kind).Distinct().Count().ShouldBe(2);     // items, and a key of the Secure Enclave

        Restart();
        asked = 0;
        await Answering(() => asked++, () => Text("Who").Length > 0 && Shows("OrdersButton"));
        asked.ShouldBe(1);
        Screen.Press("OrdersButton");
        await Answering(() => asked++, () => Text("Said").Contains("Connection refused", StringComparison.Ordinal));
        asked.ShouldBe(seconds > 0 ? 1 : 2);                           // what opened the tokens opened the key, for its time
        Org.Clock.Advance(TimeSpan.FromHours(2));
        await Press("OrdersButton");
        await Phone.Until(() => Text("Said").Length == 0 || Phone.Prompt is not null);
        await Answering(() => asked++, () => Text("Said").Contains("Connection refused", StringComparison.Ordinal));
        asked.ShouldBeGreaterThan(seconds > 0 ? 1 : 2);

        Phone.EnrolFace();
        Restart();
        await Says("Said", "a finger or face was added");
    }

    private async Task Answering(Action asked, Func<bool> until)
    {
        while (true)
        {
            await Phone.Until(() => Phone.Prompt is not null || until(), "a window, or what comes after it");
            if (Phone.Prompt is not { } prompt) return;
            asked();
            prompt.Face();
        }
    }

    private async Task Away(TimeSpan time)
    {
        Phone.Background();
        await Phone.Settled();
        Org.Clock.Advance(time);
        Phone.OpenApp();
        await Phone.Settled();
    }

    private List<KeychainItem> Behind() => [.. Phone.Keychain.Where(item => (item.Opens & ~SecAccessControlCreateFlags.PrivateKeyUsage) != 0)];

    private async Task Unlocked()
    {
        Restart();
        (await Prompt()).Face();
        await Phone.Until(() => Shows("OrdersButton"), "the page behind the unlock");
        Text("Said").ShouldBe("");
    }

    private async Task<ApplePrompt> Prompt()
    {
        await Phone.Until(() => Phone.Prompt is not null, "the window that asks for a face");
        return Phone.Prompt!;
    }
}
