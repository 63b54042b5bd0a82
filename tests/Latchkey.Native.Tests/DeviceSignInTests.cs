using System.Text.Json.Nodes;

namespace Latchkey.Native.Tests;

/// <summary>RFC 8628.</summary>
public sealed class DeviceSignInTests : NativeTest
{
    private readonly List<DateTimeOffset> polls = [];
    private readonly Queue<Func<(int, JsonObject)>> answers = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Provider.OnGrant = form =>
        {
            if (form["grant_type"] != "urn:ietf:params:oauth:grant-type:device_code") return null;
            form["device_code"].ShouldBe("device-code");
            polls.Add(Clock.GetUtcNow());
            return answers.Count > 0 ? answers.Dequeue()() : (200, Provider.NewTokens());
        };
    }

    private void Answers(params string[] errors)
    {
        foreach (var error in errors) answers.Enqueue(() => (400, ScriptedProvider.Error(error)));
    }

    private async Task Seconds(params double[] steps)
    {
        foreach (var step in steps)
        {
            await Clock.HasTimers(1);
            Clock.Advance(TimeSpan.FromSeconds(step));
        }
    }

    [Fact]                                                             // RFC 8628 §3.2, §3.4
    public async Task The_person_finishes_the_sign_in_on_another_device()
    {
        Answers("authorization_pending", "authorization_pending");
        var app = App();
        var device = await app.StartDeviceSignInAsync();
        (device.UserCode, device.VerificationUri.AbsolutePath).ShouldBe(("BCDFGHJK", "/activate"));
        device.VerificationUriComplete!.Query.ShouldBe("?user_code=BCDFGHJK");
        device.ExpiresAt.ShouldBe(Clock.GetUtcNow().AddMinutes(10));

        var waiting = device.WaitAsync();
        await Seconds(6, 6, 6);
        var session = await waiting;
        session.User.Name.ShouldBe("Mia Muster");
        (await app.GetSessionAsync()).ShouldBe(session);
        (await device.WaitAsync()).ShouldBe(session);
        polls.Count.ShouldBe(3);
        Browser.Opened.ShouldBeEmpty();
        var asked = Provider.Requests.Single(r => r.Path.EndsWith("/device/authorize", StringComparison.Ordinal)).Values;
        (asked["client_id"], asked["scope"]).ShouldBe((ScriptedProvider.ClientId, "openid profile offline_access"));
    }

    [Fact]                                                             // RFC 8628 §3.5
    public async Task Told_to_slow_down_it_asks_five_seconds_later_for_good()
    {
        Answers("slow_down", "authorization_pending");
        var waiting = (await App().StartDeviceSignInAsync()).WaitAsync();
        await Seconds(5.6);
        await Seconds(9);                                              // too early for ten
        polls.Count.ShouldBe(1);
        await Seconds(1.6, 9.9, 1);
        await waiting;
        polls.Count.ShouldBe(3);
        (polls[1] - polls[0]).ShouldBeGreaterThan(TimeSpan.FromSeconds(10));
        (polls[2] - polls[1]).ShouldBeGreaterThan(TimeSpan.FromSeconds(10));
    }

    [Theory]                                                           // RFC 8628 §3.5
    [InlineData("access_denied", SignInErrorKind.Denied)]
    [InlineData("expired_token", SignInErrorKind.TimedOut)]
    [InlineData("invalid_client", SignInErrorKind.Misconfigured)]
    public async Task Each_ending_has_a_name(string error, SignInErrorKind kind)
    {
        Answers(error);
        var app = App();
        var waiting = (await app.StartDeviceSignInAsync()).WaitAsync();
        await Seconds(6);
        (await Refused(() => waiting)).Kind.ShouldBe(kind);
        (await app.GetSessionAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_code_that_ended_is_not_asked_for_any_more()
    {
        Provider.ChangesDeviceAnswer = answer => answer["expires_in"] = 8;
        Answers("authorization_pending");
        var waiting = (await App().StartDeviceSignInAsync()).WaitAsync();
        await Seconds(6, 6);
        (await Refused(() => waiting)).Kind.ShouldBe(SignInErrorKind.TimedOut);
        polls.Count.ShouldBe(1);
    }

    [Fact]                                                             // RFC 8628 §3.5: reduce the frequency on a timeout
    public async Task A_lost_network_or_an_unwell_provider_only_delays()
    {
        Provider.AnswersNextTokenRequest(503);
        Provider.AnswersNextTokenRequest(429, headers: http => http.Response.Headers.RetryAfter = "30");
        Answers("authorization_pending");
        var waiting = (await App().StartDeviceSignInAsync()).WaitAsync();
        await Seconds(6, 9, 2, 29, 2, 6);
        (await waiting).User.Name.ShouldBe("Mia Muster");
    }

    [Fact]
    public async Task A_wait_that_was_cancelled_can_be_taken_up_again()
    {
        var device = await App().StartDeviceSignInAsync();
        using var stop = new CancellationTokenSource();
        var waiting = device.WaitAsync(stop.Token);
        (await Refused(() => device.WaitAsync())).Kind.ShouldBe(SignInErrorKind.FlowInProgress);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);

        waiting = device.WaitAsync();
        await Seconds(6);
        (await waiting).User.Name.ShouldBe("Mia Muster");
    }

    [Fact]
    public async Task A_provider_without_the_flow_is_named()
    {
        Provider.ChangesMetadata = metadata => metadata.Remove("device_authorization_endpoint");
        var refusal = await Refused(() => App().StartDeviceSignInAsync());
        refusal.Kind.ShouldBe(SignInErrorKind.Misconfigured);
        refusal.Message.ShouldContain("device_authorization_endpoint");
    }

    [Theory]
    [InlineData("user_code")]
    [InlineData("device_code")]
    [InlineData("verification_uri")]
    public async Task An_answer_that_lacks_a_member_is_refused_by_its_name(string member)
    {
        Provider.ChangesDeviceAnswer = answer => answer.Remove(member);
        var refusal = await Refused(() => App().StartDeviceSignInAsync());
        refusal.Kind.ShouldBe(SignInErrorKind.Server);
        refusal.Message.ShouldContain(member);
    }

    [Fact]
    public async Task An_address_to_show_must_be_safe_to_open()
    {
        Provider.ChangesDeviceAnswer = answer => answer["verification_uri"] = "http://example.com/activate";
        (await Refused(() => App().StartDeviceSignInAsync())).Message.ShouldContain("verification_uri");
    }
}
