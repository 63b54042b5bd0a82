namespace Latchkey.Native.Tests;

/// <summary>A provider that takes a refresh token's second use for theft is sent none twice, whatever gets lost and whoever dies. RFC 9700 §4.14.2.</summary>
public sealed class StrictRotationTests : NativeTest
{
    private static void Strict(LatchkeyOptions options) => options.Rotation = RefreshRotation.Strict;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Provider.TakesRepeatsForTheft = true;
    }

    [Fact]
    public async Task A_lost_answer_is_not_asked_for_again_and_the_token_at_hand_serves_to_its_end()
    {
        var session = await SignedIn(Strict);
        var token = await session.GetAccessTokenAsync();
        Clock.Advance(TimeSpan.FromMinutes(59.5));                     // time to refresh ahead
        Provider.LosesNextAnswer();
        (await session.GetAccessTokenAsync()).ShouldBe(token);
        Clock.Advance(TimeSpan.FromSeconds(15));                       // past the pause after a failure
        (await session.GetAccessTokenAsync()).ShouldBe(token);
        (await (await App(Strict).GetSessionAsync())!.GetAccessTokenAsync()).ShouldBe(token);        // after a restart too
        Provider.Refreshes.ShouldBe(1);

        Clock.Advance(TimeSpan.FromMinutes(1));
        var over = await Refused(() => session.GetAccessTokenAsync());
        (over.Kind, over.IsTransient).ShouldBe((SignInErrorKind.SessionExpired, false));
        over.Message.ShouldContain("Rotation");
        (await App(Strict).GetSessionAsync()).ShouldBeNull();
        (Provider.Refreshes, Provider.Thefts).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Without_the_setting_the_repeat_is_the_theft_it_is_for()
    {
        var session = await SignedIn();
        Provider.LosesNextAnswer();
        (await Refused(() => session.RefreshAsync())).Kind.ShouldBe(SignInErrorKind.SessionExpired);
        Provider.Thefts.ShouldBe(1);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_the_provider_answered_with_a_refusal_is_sent_again(int status)
    {
        var session = await SignedIn(Strict);
        Provider.AnswersNextTokenRequest(status);
        (await Refused(() => session.RefreshAsync())).IsTransient.ShouldBeTrue();
        await session.RefreshAsync();
        Provider.Thefts.ShouldBe(0);
    }

    [Fact]
    public async Task What_never_left_this_machine_is_sent_again()
    {
        var line = new Line();
        var session = await SignedIn(o => (o.Rotation, o.HttpHandler) = (RefreshRotation.Strict, line));
        line.Fails = HttpRequestError.ConnectionError;
        (await Refused(() => session.RefreshAsync())).Kind.ShouldBe(SignInErrorKind.Network);
        line.Fails = null;
        await session.RefreshAsync();
        Provider.Thefts.ShouldBe(0);
    }

    [Fact]
    public async Task An_app_that_dies_while_it_waits_for_the_answer_does_not_ask_again_when_it_lives_again()
    {
        var line = new Line { Hangs = true };
        var session = await SignedIn(o => (o.Rotation, o.HttpHandler) = (RefreshRotation.Strict, line));
        line.IsOpen = false;
        var dying = session.RefreshAsync();
        await line.Reached.Task;                                       // the request is on the wire; nobody will ever read the answer

        Clock.Advance(TimeSpan.FromHours(2));
        line.Dies.SetCanceled();
        await Refused(() => dying);
        (await Refused(async () => await (await App(Strict).GetSessionAsync())!.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.SessionExpired);
        Provider.Refreshes.ShouldBe(0);
    }

    [Fact]
    public async Task Many_threads_and_processes_send_it_once()
    {
        await SignedIn(Strict);
        Clock.Advance(TimeSpan.FromHours(2));
        var apps = Enumerable.Range(0, 4).Select(_ => App(Strict)).ToList();
        var tokens = await Task.WhenAll(apps.SelectMany(app => Enumerable.Range(0, 8).Select(async _ => await (await app.GetSessionAsync())!.GetAccessTokenAsync())));
        tokens.Distinct().Count().ShouldBe(1);
        (Provider.Refreshes, Provider.Thefts).ShouldBe((1, 0));
    }

    [Fact]
    public async Task An_answer_whose_ID_token_is_not_sound_still_brought_the_next_refresh_token()
    {
        var session = await SignedIn(Strict);
        Provider.ChangesIdToken = claims => claims["iss"] = "https://evil.example";
        (await Refused(() => session.RefreshAsync())).Kind.ShouldBe(SignInErrorKind.Server);
        Provider.ChangesIdToken = null;
        await session.RefreshAsync();
        (Provider.Refreshes, Provider.Thefts).ShouldBe((2, 0));
    }

    /// <summary>A connection that cannot be made, or on which nothing ever comes back.</summary>
    private sealed class Line() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        public HttpRequestError? Fails { get; set; }
        public bool Hangs { get; init; }
        public bool IsOpen { get; set; } = true;
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource Dies { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Fails is { } error) throw new HttpRequestException(error, "no way");
            if (IsOpen || request.Method != HttpMethod.Post) return await base.SendAsync(request, cancellationToken);
            Reached.SetResult();
            await Dies.Task;
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "gone");
        }
    }
}
