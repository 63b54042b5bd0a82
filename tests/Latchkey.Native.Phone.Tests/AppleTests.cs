extern alias Apple;

using Apple::Latchkey.Stubs;
using Apple::Latchkey.Stubs.Apple;

namespace Latchkey.Native.Phone.Tests;

/// <summary>The sample on an iPhone and on a Mac: its heads as they are compiled for iOS and Mac Catalyst, against a real org.</summary>
public sealed class AppleTests : PhoneTest
{
    private ApplePhone phone = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        phone = Phone("Latchkey.Heads.iOS");
    }

    [Theory]                                                           // the path of the home folder has more than a hundred characters
    [InlineData("Latchkey.Heads.iOS")]
    [InlineData("Latchkey.Heads.MacCatalyst")]
    public async Task The_whole_way_sign_in_restart_refresh_and_sign_out(string head)
    {
        phone = Phone(head);
        phone.Container.Length.ShouldBeGreaterThan(103);
        (await PageToSignIn()).Redirects(await PersonGoesThrough(phone.Page!.Address));
        await Says("Who", "Hello, ");

        phone.Background();
        phone.Kill();
        phone.OpenApp();
        await Says("Who", "Hello, ");

        Org.Clock.Advance(TimeSpan.FromHours(2));
        await phone.Until(() => Screen.Shows("OrdersButton"));
        Screen.Press("OrdersButton");                                  // nobody listens there: the token was refreshed first
        await Says("Said", "Connection refused");

        await phone.Until(() => Screen.Shows("SignOutButton"));
        Screen.Press("SignOutButton");
        await phone.Until(() => phone.Page is not null, "the page that signs out");
        phone.Page!.Redirects(await PersonGoesThrough(phone.Page.Address));
        await Says("Who", "Nobody is signed in");
    }

    [Fact]
    public async Task A_person_who_presses_cancel_can_begin_again()
    {
        (await PageToSignIn()).Close();
        await phone.Until(() => phone.Page is null);
        var page = await PageToSignIn();
        page.Redirects(await PersonGoesThrough(page.Address));
        await Says("Who", "Hello, ");
    }

    [Fact]
    public async Task An_app_killed_behind_the_page_begins_again_and_leaves_nothing_in_the_way()
    {
        await PageToSignIn();
        phone.Background();
        phone.Kill();
        var page = await PageToSignIn();
        page.Redirects(await PersonGoesThrough(page.Address));
        await Says("Who", "Hello, ");
    }

    [Fact]
    public async Task What_the_app_keeps_is_in_no_backup()
    {
        await PageToSignIn();
        phone.Excluded.ShouldContain(folder => folder.StartsWith(phone.Container, StringComparison.Ordinal) && folder.EndsWith("/Library/Application Support/latchkey", StringComparison.Ordinal));
        Directory.GetFileSystemEntries(phone.Container).ShouldHaveSingleItem().ShouldEndWith("/Library");
    }

    [Fact]
    public async Task Keys_stay_on_this_device_and_what_an_earlier_installation_left_opens_nothing()
    {
        await SignedIn();
        phone.Keychain.Count.ShouldBe(2);                              // the store's, and the one the tokens are bound to
        phone.Keychain.ShouldAllBe(item => item.Accessible == Apple::Security.SecAccessible.AfterFirstUnlockThisDeviceOnly);
        var before = phone.Keychain.ToList();

        phone.Kill();
        Directory.Delete(Path.Combine(phone.Container, "Library/Application Support"), recursive: true);       // removed; the keychain stays
        Directory.CreateDirectory(Path.Combine(phone.Container, "Library/Application Support"));
        await SignedIn();
        phone.Keychain.Intersect(before.Where(item => item.Data is not null)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_keychain_that_is_locked_before_the_first_unlock_is_an_error_and_not_a_sign_out()
    {
        await SignedIn();
        phone.Kill();
        phone.IsLocked = true;                                         // started in the background after a restart of the phone
        phone.OpenApp();
        await Says("Said", "the person stays signed in");
        phone.Kill();
        phone.IsLocked = false;
        phone.OpenApp();
        await Says("Who", "Hello, ");
    }

    private async Task SignedIn()
    {
        var page = await PageToSignIn();
        page.Redirects(await PersonGoesThrough(page.Address));
        await Says("Who", "Hello, ");
    }

    [Fact]
    public async Task Killed_at_every_step_of_signing_in_the_app_is_signed_in_or_asks_again()
    {
        for (var step = 1; ; step++)
        {
            using var mine = new ApplePhone(Head("Latchkey.Heads.iOS"), Path.Combine(Folder, $"phone{step}")) { DiesAtStep = step };
            Configure(mine.Settings);
            phone = mine;
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

    private ApplePhone Phone(string head)
    {
        phone?.Dispose();
        var made = new ApplePhone(Head(head), Path.Combine(Folder, head));
        Configure(made.Settings);
        return made;
    }

    private MauiScreen Screen => phone.Process?.Screen as MauiScreen ?? throw new InvalidOperationException("The app shows nothing.");

    private string Text(string name) => (phone.Process?.Screen as MauiScreen)?.TextOf(name) ?? "";

    private Task Says(string label, string words) => phone.Until(() => Text(label).Contains(words, StringComparison.Ordinal), $"'{words}'");

    private async Task<ApplePage> PageToSignIn()
    {
        phone.OpenApp();
        await phone.Until(() => Text("Who").Length > 0 && Screen.Shows("SignInButton"), "the sign-in button");
        Screen.Press("SignInButton");
        await phone.Until(() => phone.Page is not null, "the browser's page");
        return phone.Page!;
    }

    public override async Task DisposeAsync()
    {
        phone.Dispose();
        await base.DisposeAsync();
    }
}

/// <summary>A universal link of the app's own domain, before iOS 17.4 and since.</summary>
public sealed class AppleLinkTests : PhoneTest
{
    protected override string RedirectUri => "https://app.example.com/callback";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_https_address_of_the_app_comes_back_by_the_page_or_by_its_door(bool byTheDoor)
    {
        using var phone = new ApplePhone(Head("Latchkey.Heads.iOS"), Folder);
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
}
