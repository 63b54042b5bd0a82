namespace Latchkey.Native.Tests;

/// <summary>What other frameworks' web sessions and stores do on phones, over fakes that do what is reported of them. The heads of our own: Latchkey.Native.Phone.Tests.</summary>
public sealed class PhoneTests : NativeTest
{
    private static readonly RedirectTarget Redirect = RedirectTarget.Scheme("com.example.app");
    private readonly PhoneSecrets secrets = new();

    [Fact]
    public async Task The_tab_brings_the_answer_itself()
    {
        var tab = new PhoneTab();
        var signIn = Phone(tab).SignInAsync();
        (await tab.Opened).Callback.ShouldBe(Redirect.Address);
        tab.Returns(await tab.PersonSignsIn());
        (await signIn).User.Name.ShouldBe("Mia Muster");
    }

    [Fact]
    public async Task On_Android_the_activity_brings_the_answer_and_the_tab_may_say_what_it_likes_afterwards()
    {
        var tab = new PhoneTab();
        var app = Phone(tab);
        var signIn = app.SignInAsync();
        var callback = await tab.PersonSignsIn();
        (await app.ReceiveCallbackAsync(callback)).ShouldBeTrue();
        tab.Returns(callback);
        (await signIn).User.Name.ShouldBe("Mia Muster");
        (await app.ReceiveCallbackAsync(callback)).ShouldBeFalse();
        app.HasSignInReturned.ShouldBeFalse();
    }

    [Fact]
    public async Task Closed_first_and_the_answer_a_moment_later_is_a_sign_in()
    {
        var tab = new PhoneTab();
        var app = Phone(tab);
        var signIn = app.SignInAsync();
        var callback = await tab.PersonSignsIn();
        tab.SaysClosed();
        await Clock.HasTimers(2);                                      // it waits a little, besides the ten minutes
        (await app.ReceiveCallbackAsync(callback)).ShouldBeTrue();
        (await signIn).User.Name.ShouldBe("Mia Muster");
    }

    [Fact]
    public async Task An_empty_redirect_before_the_real_one_is_not_the_answer()
    {
        var tab = new PhoneTab();
        var app = Phone(tab);
        var signIn = app.SignInAsync();
        var callback = await tab.PersonSignsIn();
        (await app.ReceiveCallbackAsync(Redirect.Address)).ShouldBeFalse();
        tab.Returns(Redirect.Address);
        await Clock.HasTimers(2);
        (await app.ReceiveCallbackAsync(callback)).ShouldBeTrue();
        (await signIn).User.Name.ShouldBe("Mia Muster");
    }

    [Fact]
    public async Task A_tab_that_was_closed_is_cancelled_after_a_moment()
    {
        var tab = new PhoneTab();
        var signIn = Phone(tab).SignInAsync();
        await tab.Opened;
        tab.SaysClosed();
        await Clock.HasTimers(2);
        Clock.Advance(TimeSpan.FromSeconds(2));
        (await Refused(() => signIn)).Kind.ShouldBe(SignInErrorKind.Cancelled);
    }

    [Fact]
    public async Task A_tab_closed_without_a_word_is_noticed_when_the_app_is_in_front_again()
    {
        var tab = new PhoneTab();
        var browser = new WebSessionBrowser(tab.Show, Redirect, Clock);
        var app = App(o => Configure(o, browser));
        var signIn = app.SignInAsync();
        await tab.Opened;
        browser.AppResumed();
        await Clock.HasTimers(2);
        Clock.Advance(TimeSpan.FromSeconds(2));
        (await Refused(() => signIn)).Kind.ShouldBe(SignInErrorKind.Cancelled);

        var again = new PhoneTab();                                    // and the next try is free to begin
        var second = Phone(again).SignInAsync();
        again.Returns(await again.PersonSignsIn());
        (await second).User.Name.ShouldBe("Mia Muster");
    }

    [Fact]
    public async Task A_process_killed_while_the_tab_is_open_is_continued_by_the_next()
    {
        var callback = await AnswerForThePredecessor();                // nothing of it is left but what was stored

        var never = new PhoneTab();
        var restarted = Phone(never);
        var told = 0;
        restarted.SignInReturned += (_, _) => told++;
        (await restarted.ReceiveCallbackAsync(callback)).ShouldBeTrue();
        (restarted.HasSignInReturned, told).ShouldBe((true, 1));
        (await restarted.SignInAsync()).User.Name.ShouldBe("Mia Muster");
        never.Opened.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Finishing_opens_no_browser_and_both_who_finish_share_the_answer()
    {
        var callback = await AnswerForThePredecessor();
        var never = new PhoneTab();
        var restarted = Phone(never);
        (await restarted.TryFinishSignInAsync()).ShouldBeNull();       // nothing has returned yet
        var told = new TaskCompletionSource<Task<LatchkeySession?>>();
        restarted.SignInReturned += (_, _) => told.SetResult(restarted.TryFinishSignInAsync());
        (await restarted.ReceiveCallbackAsync(callback)).ShouldBeTrue();
        var second = restarted.TryFinishSignInAsync();

        var sessions = (await Task.WhenAll(await told.Task, second)).OfType<LatchkeySession>().ToList();
        (await restarted.GetSessionAsync()).ShouldNotBeNull().User.Name.ShouldBe("Mia Muster");
        sessions.ShouldNotBeEmpty();                                   // the other found it done already, or has the same
        (await restarted.TryFinishSignInAsync()).ShouldBeNull();
        never.Opened.IsCompleted.ShouldBeFalse();
        Provider.Requests.Count(r => r.Values.ContainsKey("code")).ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_came_before_the_first_unlock_is_finished_after_it()
    {
        var callback = await AnswerForThePredecessor();
        var restarted = Phone(new PhoneTab());
        secrets.IsLocked = true;
        (await Refused(() => restarted.ReceiveCallbackAsync(callback))).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        (await Refused(() => restarted.TryFinishSignInAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        secrets.IsLocked = false;
        (await restarted.TryFinishSignInAsync()).ShouldNotBeNull().User.Name.ShouldBe("Mia Muster");
    }

    [Fact]
    public async Task An_answer_that_was_not_used_for_want_of_a_network_is_finished_later()
    {
        var callback = await AnswerForThePredecessor();
        var offline = true;
        using var network = new UnsureNetwork(() => offline);
        var restarted = App(o =>
        {
            Configure(o, new FakeBrowser());
            o.HttpHandler = network;
        });
        (await restarted.ReceiveCallbackAsync(callback)).ShouldBeTrue();
        (await Refused(() => restarted.TryFinishSignInAsync())).Kind.ShouldBe(SignInErrorKind.Network);
        restarted.HasSignInReturned.ShouldBeTrue();
        offline = false;
        (await restarted.TryFinishSignInAsync()).ShouldNotBeNull().User.Name.ShouldBe("Mia Muster");
    }

    /// <summary>The browser's answer to a sign-in whose process is gone.</summary>
    private async Task<Uri> AnswerForThePredecessor()
    {
        var tab = new PhoneTab();
        using var killed = new CancellationTokenSource();
        var lost = Phone(tab).SignInAsync(cancellationToken: killed.Token);
        var callback = await tab.PersonSignsIn();
        await killed.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => lost);
        return callback;
    }

    private sealed class UnsureNetwork(Func<bool> isGone) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            isGone() ? throw new HttpRequestException("no network") : base.SendAsync(request, cancellationToken);
    }

    [Fact]                                                             // RFC 8252 §8.10
    public async Task Another_apps_link_with_a_guessed_state_is_left_alone()
    {
        var tab = new PhoneTab();
        var app = Phone(tab);
        var signIn = app.SignInAsync();
        var callback = await tab.PersonSignsIn();
        (await app.ReceiveCallbackAsync(new Uri("com.example.app:/callback?code=stolen&state=guessed"))).ShouldBeFalse();
        (await app.ReceiveCallbackAsync(new Uri("com.example.other:/callback?code=stolen&state=guessed"))).ShouldBeFalse();
        tab.Returns(callback);
        await signIn;
        Provider.Requests.ShouldNotContain(r => r.Values.GetValueOrDefault("code") == "stolen");
    }

    [Fact]
    public async Task A_keychain_that_is_locked_before_the_first_unlock_is_an_error_and_not_a_sign_out()
    {
        await PhoneSignedIn();
        secrets.IsLocked = true;
        var started = Phone(new PhoneTab());                           // started in the background, before the first unlock
        var refusal = await Refused(() => started.GetSessionAsync());
        (refusal.Kind, refusal.IsTransient).ShouldBe((SignInErrorKind.StorageUnavailable, true));

        secrets.IsLocked = false;
        var session = (await started.GetSessionAsync()).ShouldNotBeNull();
        secrets.IsLocked = true;
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        secrets.IsLocked = false;
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
    }

    [Fact]
    public async Task A_keychain_that_is_locked_at_the_very_first_start_is_not_taken_for_a_clean_one()
    {
        secrets.IsLocked = true;
        var app = Phone(new PhoneTab());
        (await Refused(() => app.GetSessionAsync())).Kind.ShouldBe(SignInErrorKind.StorageUnavailable);
        secrets.IsLocked = false;
        (await app.GetSessionAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_backup_restored_without_its_key_is_a_reset_with_a_name_that_comes_once()
    {
        await PhoneSignedIn();
        secrets.LosesEverything();
        (await Refused(() => Phone(new PhoneTab()).GetSessionAsync())).Kind.ShouldBe(SignInErrorKind.StorageReset);
        (await Phone(new PhoneTab()).GetSessionAsync()).ShouldBeNull();
        (await PhoneSignedIn()).User.Name.ShouldBe("Mia Muster");
    }

    [Theory]
    [InlineData("index")]
    [InlineData("credential-")]
    public async Task Something_that_cannot_be_decoded_is_a_reset_with_a_name_that_comes_once(string part)
    {
        await PhoneSignedIn();
        secrets.Damages(part);
        (await Refused(() => Phone(new PhoneTab()).GetSessionAsync())).Kind.ShouldBe(SignInErrorKind.StorageReset);
        (await Phone(new PhoneTab()).GetSessionAsync()).ShouldBeNull();
        await PhoneSignedIn();
    }

    [Fact]
    public async Task What_an_earlier_installation_left_in_the_keychain_is_forgotten()
    {
        Provider.OffersDPoP = true;
        await PhoneSignedIn();
        Directory.Delete(Folder, recursive: true);                     // the app was removed; the keychain stays
        secrets.Count.ShouldBeGreaterThan(0);
        (await Phone(new PhoneTab()).GetSessionAsync()).ShouldBeNull();
        secrets.Keys.ShouldNotContain(k => k.Contains("credential-", StringComparison.Ordinal) || k.Contains("proof-", StringComparison.Ordinal) || k.Contains("index", StringComparison.Ordinal));
        await PhoneSignedIn();
        (await Phone(new PhoneTab()).GetSessionAsync()).ShouldNotBeNull();      // and only once
    }

    private LatchkeyClient Phone(PhoneTab tab) => App(o => Configure(o, new WebSessionBrowser(tab.Show, Redirect, Clock)));

    private void Configure(LatchkeyOptions options, ISystemBrowser browser)
    {
        options.RedirectUri = Redirect;
        options.Browser = browser;
        options.Store = secrets;
        options.ForgetAfterReinstall = true;
    }

    private async Task<LatchkeySession> PhoneSignedIn()
    {
        var tab = new PhoneTab();
        var signIn = Phone(tab).SignInAsync();
        tab.Returns(await tab.PersonSignsIn());
        return await signIn;
    }
}
