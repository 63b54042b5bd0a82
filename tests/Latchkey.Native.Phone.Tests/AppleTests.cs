extern alias Apple;

using Apple::Latchkey.Stubs;
using Apple::Latchkey.Stubs.Apple;

namespace Latchkey.Native.Phone.Tests;

/// <summary>The sample on an iPhone and on a Mac: its heads as they are compiled for iOS and Mac Catalyst, against a real org.</summary>
public sealed class AppleTests : AppleTest
{
    [Theory]                                                           // the path of the home folder has more than a hundred characters
    [InlineData("Latchkey.Heads.iOS")]
    [InlineData("Latchkey.Heads.MacCatalyst")]
    public async Task The_whole_way_sign_in_restart_refresh_and_sign_out(string head)
    {
        Take(head);
        Phone.Container.Length.ShouldBeGreaterThan(103);
        (await PageToSignIn()).Redirects(await PersonGoesThrough(Phone.Page!.Address));
        await Says("Who", "Hello, ");

        Phone.Background();
        Phone.Kill();
        Phone.OpenApp();
        await Says("Who", "Hello, ");

        Org.Clock.Advance(TimeSpan.FromHours(2));
        await Phone.Until(() => Screen.Shows("OrdersButton"));
        Screen.Press("OrdersButton");                                  // nobody listens there: the token was refreshed first
        await Says("Said", "Connection refused");

        await Phone.Until(() => Screen.Shows("SignOutButton"));
        Screen.Press("SignOutButton");
        await Phone.Until(() => Phone.Page is not null, "the page that signs out");
        Phone.Page!.Redirects(await PersonGoesThrough(Phone.Page.Address));
        await Says("Who", "Nobody is signed in");
    }

    [Fact]
    public async Task A_person_who_presses_cancel_can_begin_again()
    {
        (await PageToSignIn()).Close();
        await Phone.Until(() => Phone.Page is null);
        var page = await PageToSignIn();
        page.Redirects(await PersonGoesThrough(page.Address));
        await Says("Who", "Hello, ");
    }

    [Fact]
    public async Task An_app_killed_behind_the_page_begins_again_and_leaves_nothing_in_the_way()
    {
        await PageToSignIn();
        Phone.Background();
        Phone.Kill();
        var page = await PageToSignIn();
        page.Redirects(await PersonGoesThrough(page.Address));
        await Says("Who", "Hello, ");
    }

    [Fact]
    public async Task What_the_app_keeps_is_in_no_backup()
    {
        await PageToSignIn();
        Phone.Excluded.ShouldContain(folder => folder.StartsWith(Phone.Container, StringComparison.Ordinal) && folder.EndsWith("/Library/Application Support/latchkey", StringComparison.Ordinal));
        Directory.GetFileSystemEntries(Phone.Container).ShouldHaveSingleItem().ShouldEndWith("/Library");
    }

    [Fact]
    public async Task Keys_stay_on_this_device_and_what_an_earlier_installation_left_opens_nothing()
    {
        await SignedIn();
        Phone.Keychain.Count.ShouldBe(2);                              // the store's, and the one the tokens are bound to
        Phone.Keychain.ShouldAllBe(item => item.Accessible == Apple::Security.SecAccessible.AfterFirstUnlockThisDeviceOnly);
        var before = Phone.Keychain.ToList();

        Phone.Kill();
        Directory.Delete(Path.Combine(Phone.Container, "Library/Application Support"), recursive: true);       // removed; the keychain stays
        Directory.CreateDirectory(Path.Combine(Phone.Container, "Library/Application Support"));
        await SignedIn();
        Phone.Keychain.Intersect(before.Where(item => item.Data is not null)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_keychain_that_is_locked_before_the_first_unlock_is_an_error_and_not_a_sign_out()
    {
        await SignedIn();
        Phone.Kill();
        Phone.IsLocked = true;                                         // started in the background after a restart of the phone
        Phone.OpenApp();
        await Says("Said", "the person stays signed in");
        Phone.Kill();
        Phone.IsLocked = false;
        Phone.OpenApp();
        await Says("Who", "Hello, ");
    }

    [Fact]
    public async Task Killed_at_every_step_of_signing_in_the_app_is_signed_in_or_asks_again()
    {
        for (var step = 1; ; step += Strides.Length)
        {
            using var mine = new ApplePhone(Head("Latchkey.Heads.iOS"), Path.Combine(Folder, $"phone{step}")) { DiesAtStep = step };
            Configure(mine.Settings);
            Phone = mine;
            mine.OpenApp();
            await mine.Until(() => mine.Process is null || (Text("Who").Length > 0 && Screen.Shows("SignInButton")));
            if (mine.Process is not null) Screen.Press("SignInButton");
            await mine.Until(() => mine.Process is null || mine.Page is not null);
            if (mine.Page is { } shown) shown.Redirects(await PersonGoesThrough(shown.Address));
            await mine.Until(() => mine.Process is null || Text("Who").StartsWith("Hello, ", StringComparison.Ordinal));
            var died = mine.Process is null;

            mine.DiesAtStep = null;
            mine.OpenApp();
            await mine.Until(() => Text("Who").Length > 0, $"the app, after step {step}");
            if (!Text("Who").StartsWith("Hello, ", StringComparison.Ordinal))
            {
                var page = await PageToSignIn();
                page.Redirects(await PersonGoesThrough(page.Address));
                await Says("Who", "Hello, ");
            }
            if (!died) break;
        }
    }
}

/// <summary>A universal link of the app's own domain, before iOS 17.4 and since.</summary>
public sealed class AppleLinkTests : PhoneTest
{
    protected override string RedirectUri => "https://app.example.com/callback";

    [Theory]
    [InlineData("17.3", false)]
    [InlineData("17.3", true)]
    [InlineData("18.2", false)]
    [InlineData("18.2", true)]
    public async Task An_https_address_of_the_app_comes_back_by_the_page_or_by_its_door(string version, bool byTheDoor)
    {
        using var phone = new ApplePhone(Head("Latchkey.Heads.iOS"), Folder) { Version = new Version(version) };
        Configure(phone.Settings);
        phone.OpenApp();
        await phone.Until(() => phone.Process?.Screen is MauiScreen { } first && first.TextOf("Who")!.Length > 0 && first.Shows("SignInButton"));
        var screen = (MauiScreen)phone.Process!.Screen!;
        screen.Press("SignInButton");
        await phone.Until(() => phone.Page is not null, "the browser's page");
        var callback = await PersonGoesThrough(phone.Page!.Address);
        if (byTheDoor) phone.OpenLink(callback);
        else phone.Page.Redirects(callback);
        await phone.Until(() => screen.TextOf("Who")!.StartsWith("Hello, ", StringComparison.Ordinal) && phone.Page is null, "the person's name, and the page gone");
    }

    [Fact]                                                             // the host of an https callback is one of the associated web credentials
    public async Task A_domain_that_does_not_vouch_for_the_app_is_an_error_that_says_what_is_missing()
    {
        using var phone = new ApplePhone(Head("Latchkey.Heads.iOS"), Folder) { HasWebCredentials = false };
        Configure(phone.Settings);
        phone.OpenApp();
        await phone.Until(() => phone.Process?.Screen is MauiScreen { } first && first.TextOf("Who")!.Length > 0 && first.Shows("SignInButton"));
        var screen = (MauiScreen)phone.Process!.Screen!;
        screen.Press("SignInButton");
        await phone.Until(() => screen.TextOf("Said")!.Contains("webcredentials:app.example.com", StringComparison.Ordinal), "what is missing");
    }
}
