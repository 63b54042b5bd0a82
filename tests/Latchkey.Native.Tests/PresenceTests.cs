namespace Latchkey.Native.Tests;

/// <summary>The person shows that they are there before their tokens are used. What a platform asks with is not run here.</summary>
public sealed class PresenceTests : NativeTest
{
    private readonly Person person = new();

    [Fact]
    public async Task Who_has_just_signed_in_is_there_and_is_asked_again_after_the_window()
    {
        var session = await Gated(TimeSpan.FromMinutes(5));
        await session.GetAccessTokenAsync();
        person.Asked.ShouldBe(0);
        Clock.Advance(TimeSpan.FromMinutes(6));
        await session.GetAccessTokenAsync();
        await session.GetUserInfoAsync();
        person.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_restarted_app_asks_before_any_token_is_read_and_shows_the_name_without()
    {
        var store = new MemoryStore();
        await Gated(TimeSpan.FromMinutes(5), store);
        var session = (await App(o => Configure(o, store)).GetSessionAsync()).ShouldNotBeNull();
        session.User.Name.ShouldBe("Mia Muster");
        store.Reads.ShouldNotContain(name => name.StartsWith("credential-", StringComparison.Ordinal));

        person.Says = PresenceAnswer.Declined;
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.PresenceRequired);
        store.Reads.ShouldNotContain(name => name.StartsWith("credential-", StringComparison.Ordinal));

        person.Says = PresenceAnswer.Confirmed;                        // they are still signed in
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
    }

    [Fact]
    public async Task With_a_window_of_nothing_each_use_asks_and_callers_at_once_share_the_answer()
    {
        var session = await Gated(TimeSpan.Zero);
        person.Wait = new TaskCompletionSource();
        var callers = Enumerable.Range(0, 10).Select(_ => session.GetAccessTokenAsync()).ToList();
        person.Wait.SetResult();
        await Task.WhenAll(callers);
        person.Asked.ShouldBe(1);
        await session.GetAccessTokenAsync();
        person.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task Turning_back_the_clock_opens_nothing()
    {
        var session = await Gated(TimeSpan.FromMinutes(5));
        Clock.Advance(TimeSpan.FromMinutes(6));
        Clock.Set(Clock.GetUtcNow() - TimeSpan.FromHours(1));
        await session.GetAccessTokenAsync();
        person.Asked.ShouldBe(1);
    }

    [Fact]                                                             // what measures time stands still while some systems sleep
    public async Task A_device_that_slept_asks_again()
    {
        var session = await Gated(TimeSpan.FromMinutes(5));
        Clock.Set(Clock.GetUtcNow() + TimeSpan.FromMinutes(6));
        await session.GetAccessTokenAsync();
        person.Asked.ShouldBe(1);
    }

    [Theory]
    [InlineData(PresenceAnswer.Declined)]
    [InlineData(PresenceAnswer.Unavailable)]
    public async Task Each_refusal_has_one_name_and_signs_nobody_out(PresenceAnswer says)
    {
        var session = await Gated(TimeSpan.Zero);
        person.Says = says;
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.PresenceRequired);
        (await Refused(() => session.GetUserInfoAsync())).Kind.ShouldBe(SignInErrorKind.PresenceRequired);
        (await Refused(() => session.RefreshAsync())).Kind.ShouldBe(SignInErrorKind.PresenceRequired);
        using var api = new HttpClient(new LatchkeyTokenHandler(session, Provider.Address) { InnerHandler = new SocketsHttpHandler() });
        (await Refused(() => api.GetAsync(new Uri(Provider.Address, "orders")))).Kind.ShouldBe(SignInErrorKind.PresenceRequired);
        (await App(o => Configure(o, null)).GetSessionAsync()).ShouldNotBeNull();
        Provider.Requests.ShouldNotContain(r => r.Path == "/orders");
    }

    [Fact]
    public async Task A_platform_that_fails_is_the_same_refusal()
    {
        var session = await Gated(TimeSpan.Zero);
        person.Fails = new InvalidOperationException("no sensor");
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.PresenceRequired);
    }

    [Fact]
    public async Task Without_a_way_to_ask_the_gate_stays_shut()
    {
        await Gated(TimeSpan.Zero);
        var session = (await App().GetSessionAsync())!;
        (await Refused(() => session.GetAccessTokenAsync())).Hint.ShouldNotBeNull().ShouldContain("UserPresence");
    }

    [Fact]
    public async Task The_gate_is_each_credentials_own()
    {
        await Gated(TimeSpan.Zero);
        var open = await App().SignInAsync(new() { Tags = { ["kind"] = "open" } });
        await open.GetAccessTokenAsync();
        person.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task Signing_out_needs_nobodys_finger()
    {
        var session = await Gated(TimeSpan.Zero);
        person.Says = PresenceAnswer.Declined;
        await session.SignOutAsync();
        (await App().GetSessionAsync()).ShouldBeNull();
    }

    private async Task<LatchkeySession> Gated(TimeSpan window, MemoryStore? store = null)
    {
        var session = await App(o => Configure(o, store)).SignInAsync(new() { ConfirmPresenceEvery = window });
        store?.Reads.Clear();
        return session;
    }

    private void Configure(LatchkeyOptions options, MemoryStore? store) => (options.UserPresence, options.Store) = (person, store);

    private sealed class Person : IUserPresence
    {
        public int Asked { get; private set; }
        public PresenceAnswer Says { get; set; } = PresenceAnswer.Confirmed;
        public Exception? Fails { get; set; }
        public TaskCompletionSource? Wait { get; set; }

        public async Task<PresenceAnswer> ConfirmAsync(CancellationToken cancellationToken)
        {
            Asked++;
            if (Wait is { } wait) await wait.Task;
            return Fails is { } failure ? throw failure : Says;
        }
    }
}
