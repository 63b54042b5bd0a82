using System.Text;
using System.Web;

namespace Latchkey.Native.Tests;

/// <summary>Tokens behind the device's unlock. What Android and Apple keep them with: Latchkey.Native.Phone.Tests.</summary>
public sealed class UnlockTests : NativeTest
{
    private static readonly TimeSpan LockAfter = TimeSpan.FromMinutes(2);
    private readonly Device device = new();
    private readonly AppEvents phone = new();
    private readonly MemoryStore store = new();

    [Fact]
    public async Task A_started_app_knows_the_name_and_the_person_unlocks_once_for_the_tokens()
    {
        (await SignedInHere()).IsLocked.ShouldBeFalse();                // they have just signed in
        device.Asked.ShouldBe(0);

        var session = await Restarted();
        (session.User.Name, session.IsBehindUnlock, session.IsLocked, device.Asked).ShouldBe(("Mia Muster", true, true, 0));
        await session.UnlockAsync();
        await session.UnlockAsync();
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
        Clock.Advance(TimeSpan.FromHours(2));
        (await session.GetUserInfoAsync()).Email.ShouldBe("mia@example.com");
        (session.IsLocked, device.Asked, Provider.Refreshes).ShouldBe((false, 1, 1));
    }

    [Fact]
    public async Task Whatever_uses_the_tokens_asks_by_itself()
    {
        await SignedInHere();
        var session = await Restarted();
        using var api = new HttpClient(new LatchkeyTokenHandler(session, Provider.Address) { InnerHandler = new SocketsHttpHandler() });
        (await api.GetAsync(new Uri(Provider.Address, "orders"))).IsSuccessStatusCode.ShouldBeTrue();
        device.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_stored_holds_no_token_and_stays_so_after_a_refresh()
    {
        var session = await SignedInHere();
        Stored().ShouldNotContain("AT.");
        Clock.Advance(TimeSpan.FromHours(2));
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
        (Provider.Refreshes, Stored().Contains("AT.", StringComparison.Ordinal), Stored().Contains("RT.", StringComparison.Ordinal)).ShouldBe((1, false, false));
        (await (await SignedIn(o => o.Store = store)).GetAccessTokenAsync()).ShouldStartWith("AT.");
        Stored().ShouldContain("AT.");                                  // without the option: so the test can see a token
    }

    [Theory]
    [InlineData(UnlockAnswer.Declined, SignInErrorKind.PresenceRequired)]
    [InlineData(UnlockAnswer.LockedOut, SignInErrorKind.PresenceRequired)]
    [InlineData(UnlockAnswer.NotSetUp, SignInErrorKind.PresenceRequired)]
    [InlineData(UnlockAnswer.NotNow, SignInErrorKind.Locked)]
    [InlineData(UnlockAnswer.Changed, SignInErrorKind.UnlockChanged)]
    public async Task Each_answer_has_its_name_and_signs_nobody_out(UnlockAnswer says, SignInErrorKind kind)
    {
        await SignedInHere();
        var session = await Restarted();
        device.Says = says;
        foreach (var act in new Func<Task>[] { () => session.UnlockAsync(), () => session.GetAccessTokenAsync(), () => session.RefreshAsync(), () => session.GetUserInfoAsync() })
        {
            var refused = await Refused(act);
            (refused.Kind, refused.Unlock).ShouldBe((kind, says));
            refused.Hint.ShouldNotBeNullOrEmpty();
        }
        device.Says = UnlockAnswer.Opened;
        (await (await Restarted()).GetAccessTokenAsync()).ShouldStartWith("AT.");
    }

    [Fact]
    public async Task A_vault_that_fails_is_unavailable_and_can_be_asked_again()
    {
        await SignedInHere();
        var session = await Restarted();
        device.Fails = new InvalidOperationException("no sensor");
        var refused = await Refused(() => session.UnlockAsync());
        (refused.Kind, refused.IsTransient).ShouldBe((SignInErrorKind.StorageUnavailable, true));
        device.Fails = null;
        await session.UnlockAsync();
    }

    [Fact]
    public async Task After_a_new_finger_the_person_signs_in_again_and_only_that_clears_what_was()
    {
        await SignedInHere();
        var session = await Restarted();
        device.Says = UnlockAnswer.Changed;
        (await Refused(() => session.UnlockAsync())).Kind.ShouldBe(SignInErrorKind.UnlockChanged);
        var app = Phone();
        var before = (await app.GetSessionAsync()).ShouldNotBeNull();
        before.User.PreferredUserName.ShouldBe("mia@example.com");     // whom to expect
        var old = device.Keys.Keys.ShouldHaveSingleItem();

        var after = await app.SignInAsync(new() { LoginHint = before.User.PreferredUserName });
        after.ShouldBe(before);                                        // the same session, opened by the present fingers
        (after.IsLocked, device.Keys.ContainsKey(old), device.Keys.Count).ShouldBe((false, false, 1));
        device.Says = UnlockAnswer.Opened;
        (await (await Restarted()).GetAccessTokenAsync()).ShouldStartWith("AT.");
    }

    [Fact]
    public async Task In_the_background_the_tokens_are_dropped_after_the_time_and_the_app_is_told()
    {
        var session = await SignedInHere();
        var told = new TaskCompletionSource<SessionChange>();
        session.Changed += (_, e) => told.TrySetResult(e.Change);
        phone.EnterBackground();
        Clock.Advance(LockAfter - TimeSpan.FromSeconds(1));
        session.IsLocked.ShouldBeFalse();
        Clock.Advance(TimeSpan.FromSeconds(1));
        (await told.Task).ShouldBe(SessionChange.Locked);
        session.IsLocked.ShouldBeTrue();

        var refused = await Refused(() => session.GetAccessTokenAsync());       // nobody to ask behind a dark screen
        (refused.Kind, device.Asked).ShouldBe((SignInErrorKind.Locked, 0));
        phone.EnterForeground();
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
        device.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task Away_for_less_than_the_time_nothing_is_asked()
    {
        var session = await SignedInHere();
        for (var times = 0; times < 5; times++)
        {
            phone.EnterBackground();
            Clock.Advance(TimeSpan.FromMinutes(1));
            phone.EnterForeground();
        }
        await session.GetAccessTokenAsync();
        device.Asked.ShouldBe(0);
    }

    [Fact]                                                             // what measures time stands still while a phone sleeps, and no alarm rings
    public async Task A_phone_that_slept_has_been_away()
    {
        var session = await SignedInHere();
        phone.EnterBackground();
        Clock.Set(Clock.GetUtcNow() + LockAfter);
        phone.EnterForeground();
        session.IsLocked.ShouldBeTrue();
    }

    [Fact]
    public async Task Turning_back_the_clock_keeps_nothing_open()
    {
        var session = await SignedInHere();
        phone.EnterBackground();
        Clock.Set(Clock.GetUtcNow() - TimeSpan.FromHours(1));
        phone.EnterForeground();
        session.IsLocked.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_any_time_leaving_locks_at_once_but_not_what_was_opened_in_a_window_over_the_app()
    {
        var session = await SignedInHere(o => o.Unlock!.LockAfter = TimeSpan.Zero);
        phone.EnterBackground();
        session.IsLocked.ShouldBeTrue();
        phone.EnterForeground();

        device.Waits = true;
        var unlock = session.UnlockAsync();
        await AskedAgain(1);
        phone.EnterBackground();                                       // the phone's own page for its code lies over the app
        Clock.Advance(TimeSpan.FromSeconds(5));
        device.Answer(UnlockAnswer.Opened);
        await unlock;
        phone.EnterForeground();
        session.IsLocked.ShouldBeFalse();
    }

    [Fact]
    public async Task A_refresh_in_the_background_works_while_it_is_open_and_is_refused_by_name_afterwards()
    {
        var session = await SignedInHere();
        Clock.Advance(TimeSpan.FromHours(2));
        phone.EnterBackground();
        await session.RefreshAsync();
        Provider.Refreshes.ShouldBe(1);
        Clock.Advance(TimeSpan.FromHours(2));
        (await Refused(() => session.RefreshAsync())).Kind.ShouldBe(SignInErrorKind.Locked);
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.Locked);
        Provider.Refreshes.ShouldBe(1);
        phone.EnterForeground();
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
    }

    [Fact]
    public async Task A_process_that_was_started_in_the_background_asks_nobody()
    {
        await SignedInHere();
        phone.EnterBackground();
        var session = await Restarted();
        (await Refused(() => session.UnlockAsync())).Kind.ShouldBe(SignInErrorKind.Locked);
        phone.EnterForeground();
        await session.UnlockAsync();
    }

    [Fact]
    public async Task A_refresh_under_way_when_the_app_locks_is_kept_under_the_same_lock()
    {
        var session = await SignedInHere();
        Clock.Advance(TimeSpan.FromHours(2));
        Provider.BeforeNextTokenAnswer(() =>
        {
            session.LockNow();
            return Task.CompletedTask;
        });
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
        session.IsLocked.ShouldBeTrue();
        Stored().ShouldNotContain("AT.");
        Clock.Advance(TimeSpan.FromHours(2));
        (await (await Restarted()).GetAccessTokenAsync()).ShouldStartWith("AT.");       // the rotated refresh token was not lost
        Provider.Refreshes.ShouldBe(2);
    }

    [Fact]
    public async Task Callers_share_one_window_and_it_goes_when_the_last_of_them_has_gone()
    {
        await SignedInHere();
        var session = await Restarted();
        device.Waits = true;
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var callers = new[] { session.GetAccessTokenAsync(first.Token), session.GetAccessTokenAsync(second.Token) };
        await AskedAgain(1);
        await first.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => callers[0]);
        device.WindowsClosed.ShouldBe(0);
        await second.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => callers[1]);
        (device.WindowsClosed, device.Asked).ShouldBe((1, 1));

        var again = session.GetAccessTokenAsync();
        await AskedAgain(2);
        device.Answer(UnlockAnswer.Opened);
        (await again).ShouldStartWith("AT.");
    }

    [Theory]
    [InlineData(UnlockAnswer.NotSetUp)]
    [InlineData(UnlockAnswer.LockedOut)]
    public async Task A_device_that_cannot_unlock_says_so_before_the_browser_opens(UnlockAnswer has)
    {
        device.Has = has;
        var app = Phone();
        (await Refused(() => app.SignInAsync())).Unlock.ShouldBe(has);
        (await Refused(() => app.StartDeviceSignInAsync())).Unlock.ShouldBe(has);
        Browser.Opened.ShouldBeEmpty();
        var open = await app.SignInAsync(new() { BehindUnlock = false });       // the way on
        (open.IsBehindUnlock, await open.GetAccessTokenAsync() is not null).ShouldBe((false, true));
    }

    [Fact]
    public async Task Signing_out_asks_nobody_ends_the_browsers_session_and_says_what_could_not_be_revoked()
    {
        await SignedInHere();
        var session = await Restarted();
        Browser.Says = BrowserAnswer.Opened;
        await session.SignOutAsync(SignOutReach.AppAndBrowser);
        HttpUtility.ParseQueryString(Browser.Opened.Last().Query)["id_token_hint"].ShouldNotBeNullOrEmpty();
        (device.Asked, device.Keys.Count, Revocations).ShouldBe((0, 0, 0));
        Warnings.ShouldContain(w => w.Contains("UnlockAsync", StringComparison.Ordinal));
        (await Phone().GetSessionAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Signing_out_while_it_is_open_revokes()
    {
        await (await SignedInHere()).SignOutAsync();
        (Revocations, device.Keys.Count).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Everywhere_asks_first_and_a_person_who_declines_stays_signed_in()
    {
        await SignedInHere();
        var session = await Restarted();
        Browser.Says = BrowserAnswer.Opened;
        device.Says = UnlockAnswer.Declined;
        (await Refused(() => session.SignOutAsync(SignOutReach.Everywhere))).Kind.ShouldBe(SignInErrorKind.PresenceRequired);
        (await Phone().GetSessionAsync()).ShouldNotBeNull();
        device.Says = UnlockAnswer.Opened;
        await session.SignOutAsync(SignOutReach.Everywhere);
        Revocations.ShouldBe(1);
    }

    [Fact]
    public async Task An_app_that_forgets_the_option_is_told_and_loses_nothing()
    {
        await SignedInHere();
        var session = (await App(o => o.Store = store).GetSessionAsync()).ShouldNotBeNull();
        (await Refused(() => session.GetAccessTokenAsync())).ShouldSatisfyAllConditions(
            e => e.Kind.ShouldBe(SignInErrorKind.Misconfigured), e => e.Message.ShouldContain("LatchkeyOptions.Unlock"));
        await (await Restarted()).UnlockAsync();
    }

    [Fact]
    public async Task Without_words_for_the_person_nothing_begins()
    {
        (await Refused(() => Phone(o => o.Unlock!.Reason = "").SignInAsync())).Message.ShouldContain("Reason");
        Browser.Opened.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tokens_that_somebody_changed_are_gone_once_and_by_name()
    {
        await SignedInHere();
        var secrets = store.Snapshot();
        var name = secrets.Keys.Single(n => n.StartsWith("credential-", StringComparison.Ordinal));
        var json = System.Text.Json.Nodes.JsonNode.Parse(secrets[name])!;
        var locked = Convert.FromBase64String((string)json["Locked"]!);
        locked[^1] ^= 1;
        json["Locked"] = Convert.ToBase64String(locked);
        secrets[name] = Encoding.UTF8.GetBytes(json.ToJsonString());
        store.Restore(secrets);
        (await Refused(async () => await (await Restarted()).UnlockAsync())).Kind.ShouldBe(SignInErrorKind.StorageReset);
        (await Phone().GetSessionAsync()).ShouldBeNull();
    }

    [Fact]                                                             // else it would take empty tokens for an ended session
    public async Task A_version_from_before_leaves_locked_sessions_alone_and_reads_the_others()
    {
        await (await SignedIn(o => o.Store = store)).GetAccessTokenAsync();
        Layout().ShouldBe(2);
        await SignedInHere();
        Layout().ShouldBe(3);
        await (await Phone().GetSessionAsync())!.SignOutAsync();
    }

    [Fact]
    public async Task An_ephemeral_session_and_one_that_is_told_so_have_no_unlock()
    {
        var app = Phone();
        (await app.SignInAsync(new() { Ephemeral = true })).IsBehindUnlock.ShouldBeFalse();
        (await app.SignInAsync(new() { BehindUnlock = false, Tags = { ["kind"] = "open" } })).IsBehindUnlock.ShouldBeFalse();
        device.Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_key_that_tokens_are_bound_to_is_opened_by_the_person_too()
    {
        Provider.OffersDPoP = true;
        var session = await SignedInHere(o => o.ProofKeys = device);
        device.Asked.ShouldBe(1);                                      // for the tokens
        using var api = new HttpClient(new LatchkeyTokenHandler(session, Provider.Address) { InnerHandler = new SocketsHttpHandler() });
        (await api.GetAsync(new Uri(Provider.Address, "orders"))).IsSuccessStatusCode.ShouldBeTrue();
        device.Asked.ShouldBe(1);                                      // open still

        phone.EnterBackground();
        Clock.Advance(LockAfter);
        phone.EnterForeground();
        await session.UnlockAsync();
        device.Asked.ShouldBe(2);
        foreach (var (says, kind) in new[] { (UnlockAnswer.Declined, SignInErrorKind.PresenceRequired), (UnlockAnswer.Changed, SignInErrorKind.UnlockChanged) })
        {
            device.Says = says;
            (await Refused(() => api.GetAsync(new Uri(Provider.Address, "orders")))).Kind.ShouldBe(kind);
        }
        phone.EnterBackground();
        (await Refused(() => session.AuthorizeAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(Provider.Address, "orders"))))).Kind.ShouldBe(SignInErrorKind.Locked);
        phone.EnterForeground();

        var old = device.ProofKeys.Keys.ShouldHaveSingleItem();        // the way on: sign in again, with a new key
        device.Says = UnlockAnswer.Opened;
        await Phone(o => o.ProofKeys = device).SignInAsync();
        device.ProofKeys.Keys.ShouldHaveSingleItem().ShouldNotBe(old);
        Provider.Proofs.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_desktop_asks_as_it_can_and_Linux_says_that_it_cannot()
    {
        var person = new Person();
        void Desktop(LatchkeyOptions options) => (options.Unlock, options.Store, options.UserPresence) = (new UnlockOptions { Reason = "Unlock your orders" }, store, person);
        await SignedIn(Desktop);
        var session = (await App(Desktop).GetSessionAsync())!;
        person.Says = PresenceAnswer.Declined;
        (await Refused(() => session.UnlockAsync())).Unlock.ShouldBe(UnlockAnswer.Declined);
        person.Says = PresenceAnswer.Unavailable;
        (await Refused(() => session.UnlockAsync())).Unlock.ShouldBe(UnlockAnswer.NotSetUp);
        person.Says = PresenceAnswer.Confirmed;
        await session.UnlockAsync();
        await session.SignOutAsync();
        store.Snapshot().Keys.ShouldNotContain(name => name.StartsWith("unlock-", StringComparison.Ordinal));

        if (OperatingSystem.IsLinux())
            (await Refused(() => App(o => o.Unlock = new UnlockOptions { Reason = "Unlock your orders" }).SignInAsync())).Unlock.ShouldBe(UnlockAnswer.NotSetUp);
    }

    private Task<LatchkeySession> SignedInHere(Action<LatchkeyOptions>? configure = null) => Phone(configure).SignInAsync();

    private async Task<LatchkeySession> Restarted() => (await Phone().GetSessionAsync()).ShouldNotBeNull();

    private LatchkeyClient Phone(Action<LatchkeyOptions>? configure = null) => App(options =>
    {
        (options.Unlock, options.UnlockVault, options.AppEvents, options.Store) = (new UnlockOptions { Reason = "Unlock your orders", LockAfter = LockAfter }, device, phone, store);
        configure?.Invoke(options);
    });

    private async Task AskedAgain(int times)
    {
        while (device.Asked < times) await Task.Yield();
    }

    private string Stored() => string.Concat(store.Snapshot().Where(s => s.Key.StartsWith("credential-", StringComparison.Ordinal)).Select(s => Encoding.UTF8.GetString(s.Value)));

    private int Layout() => (int)System.Text.Json.Nodes.JsonNode.Parse(store.Snapshot()["index"])!["Layout"]!;

    private int Revocations => Provider.Requests.Count(r => r.Path.EndsWith("/revoke", StringComparison.Ordinal));

    private sealed class Person : IUserPresence
    {
        public PresenceAnswer Says { get; set; } = PresenceAnswer.Confirmed;
        public Task<PresenceAnswer> ConfirmAsync(CancellationToken cancellationToken) => Task.FromResult(Says);
    }
}
