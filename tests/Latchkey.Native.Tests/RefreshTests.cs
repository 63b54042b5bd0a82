namespace Latchkey.Native.Tests;

public sealed class RefreshTests : NativeTest
{
    private static readonly TimeSpan PastTheToken = TimeSpan.FromHours(2);

    [Fact]
    public async Task A_token_is_used_until_shortly_before_its_end_and_then_replaced()
    {
        var session = await SignedIn();
        var first = await session.GetAccessTokenAsync();

        Clock.Advance(TimeSpan.FromMinutes(58));
        (await session.GetAccessTokenAsync()).ShouldBe(first);
        Clock.Advance(TimeSpan.FromMinutes(1.5));
        (await session.GetAccessTokenAsync()).ShouldNotBe(first);
        Provider.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task A_short_lived_token_is_not_refreshed_with_every_call()
    {
        Provider.AccessTokenSeconds = 30;       // less than the usual minute ahead
        var session = await SignedIn();
        for (var i = 0; i < 10; i++) await session.GetAccessTokenAsync();
        Provider.Refreshes.ShouldBe(0);
    }

    [Fact]
    public async Task A_hundred_callers_cause_one_refresh()
    {
        var session = await SignedIn();
        Clock.Advance(PastTheToken);
        var tokens = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => session.GetAccessTokenAsync())));
        tokens.Distinct().Count().ShouldBe(1);
        Provider.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task Clients_over_one_store_cause_one_refresh_between_them()
    {
        await SignedIn();
        Clock.Advance(PastTheToken);
        var sessions = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await App().GetSessionAsync())!));
        var tokens = await Task.WhenAll(sessions.Select(s => Task.Run(() => s.GetAccessTokenAsync())));
        tokens.Distinct().Count().ShouldBe(1);
        Provider.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task A_caller_who_gives_up_does_not_stop_the_others()
    {
        var session = await SignedIn();
        Clock.Advance(PastTheToken);
        var arrived = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        Provider.BeforeNextTokenAnswer(async () =>
        {
            arrived.SetResult();
            await go.Task;
        });
        using var stop = new CancellationTokenSource();
        var impatient = session.GetAccessTokenAsync(stop.Token);
        await arrived.Task;
        var patient = session.GetAccessTokenAsync();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => impatient);
        go.SetResult();
        (await patient).ShouldStartWith("AT.");
        Provider.Refreshes.ShouldBe(1);
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_with_the_same_token()
    {
        var session = await SignedIn();
        for (var i = 0; i < 5; i++)
        {
            Clock.Advance(PastTheToken);
            Provider.LosesNextAnswer();
            (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
        }
        var sent = Provider.Requests.Where(r => r.Values.ContainsKey("refresh_token")).Select(r => r.Values["refresh_token"]).ToList();
        sent.Count.ShouldBe(10);
        sent.Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public async Task Half_of_all_answers_lost_sign_nobody_out()
    {
        var session = await SignedIn();
        for (var round = 0; round < 100; round++)
        {
            Clock.Advance(PastTheToken);
            for (var lost = 0; lost < round % 4; lost++) Provider.LosesNextAnswer();
            while (await Try(session) is { } failure) failure.Kind.ShouldBe(SignInErrorKind.Network);
        }
        (await App().GetSessionAsync()).ShouldNotBeNull();

        static async Task<SignInException?> Try(LatchkeySession session)
        {
            try
            {
                await session.GetAccessTokenAsync();
                return null;
            }
            catch (SignInException e)
            {
                return e;
            }
        }
    }

    [Fact]
    public async Task Answers_lost_twice_end_in_a_network_error_and_the_person_stays_signed_in()
    {
        var session = await SignedIn();
        Clock.Advance(PastTheToken);
        Provider.LosesNextAnswer();
        Provider.LosesNextAnswer();
        var failure = await Refused(() => session.GetAccessTokenAsync());
        (failure.Kind, failure.IsTransient).ShouldBe((SignInErrorKind.Network, true));

        (await (await App().GetSessionAsync())!.GetAccessTokenAsync()).ShouldStartWith("AT.");
    }

    [Fact]
    public async Task A_handler_may_sign_out_or_fail_without_harm()
    {
        var session = await SignedIn();
        session.Changed += (_, _) => throw new InvalidOperationException("a bug in the app");
        await session.RefreshAsync();
        Warnings.ShouldHaveSingleItem().ShouldContain("a bug in the app");

        var quiet = await SignedIn();
        quiet.Changed += (_, e) =>
        {
            if (e.Change == SessionChange.Refreshed) quiet.SignOutAsync().Wait();
        };
        await quiet.RefreshAsync();
        (await App().GetSessionAsync()).ShouldBeNull();
    }

    [Fact]                                                             // RFC 6749 §5.2
    public async Task Invalid_grant_ends_the_session_and_says_so_once()
    {
        var app = App();
        var session = await app.SignInAsync();
        var changes = new List<SessionChange>();
        session.Changed += (_, e) => changes.Add(e.Change);
        Provider.RevokeEverything();
        Clock.Advance(PastTheToken);

        var expired = await Refused(() => session.GetAccessTokenAsync());
        (expired.Kind, expired.OAuthError, expired.IsTransient).ShouldBe((SignInErrorKind.SessionExpired, "invalid_grant", false));
        changes.ShouldBe([SessionChange.Expired]);
        (await app.GetSessionAsync()).ShouldBeNull();
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.SessionExpired);
    }

    [Fact]
    public async Task Only_the_refused_credential_is_forgotten()
    {
        var app = App();
        var first = await app.SignInAsync(new() { Tags = { ["kind"] = "work" } });
        Provider.RevokeEverything();
        var second = await app.SignInAsync(new() { Tags = { ["kind"] = "home" }, MakeDefault = false });
        Clock.Advance(PastTheToken);
        (await Refused(() => first.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.SessionExpired);
        (await app.GetSessionsAsync()).ShouldHaveSingleItem().Tags["kind"].ShouldBe("home");
        (await second.GetAccessTokenAsync()).ShouldStartWith("AT.");
    }

    [Theory]
    [InlineData(429, """{"error":"invalid_grant","error_description":"API call exceeded rate limit due to too many requests."}""", SignInErrorKind.RateLimited)]
    [InlineData(503, null, SignInErrorKind.Server)]
    [InlineData(500, """{"error":"invalid_grant"}""", SignInErrorKind.Server)]
    [InlineData(400, """{"error":"temporarily_unavailable"}""", SignInErrorKind.Server)]
    [InlineData(401, """{"error":"invalid_client"}""", SignInErrorKind.Misconfigured)]
    [InlineData(403, "<html>captive portal</html>", SignInErrorKind.Server)]
    [InlineData(200, "<html>captive portal</html>", SignInErrorKind.Server)]
    [InlineData(302, null, SignInErrorKind.Server)]
    public async Task Any_other_failure_keeps_the_person_signed_in(int status, string? body, SignInErrorKind kind)
    {
        var session = await SignedIn();
        Clock.Advance(PastTheToken);
        Provider.AnswersNextTokenRequest(status, body, http => http.Response.Headers.Location = status == 302 ? "https://portal.example/" : default(string));
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(kind);
        (await (await App().GetSessionAsync())!.GetAccessTokenAsync()).ShouldStartWith("AT.");
    }

    [Fact]
    public async Task A_token_that_still_works_is_served_when_refreshing_ahead_fails()
    {
        var session = await SignedIn();
        var token = await session.GetAccessTokenAsync();
        Clock.Advance(TimeSpan.FromMinutes(59.5));
        Provider.AnswersNextTokenRequest(503);
        (await session.GetAccessTokenAsync()).ShouldBe(token);
        (await session.GetAccessTokenAsync()).ShouldBe(token);
        Provider.Refreshes.ShouldBe(1);        // not hammered either

        Clock.Advance(TimeSpan.FromSeconds(11));
        (await session.GetAccessTokenAsync()).ShouldNotBe(token);
    }

    [Fact]                                                             // RFC 9110 §10.2.3
    public async Task A_provider_that_asks_to_wait_is_not_asked_again_before()
    {
        var session = await SignedIn();
        Clock.Advance(PastTheToken);
        Provider.AnswersNextTokenRequest(429, null, http => http.Response.Headers.RetryAfter = "120");
        (await Refused(() => session.GetAccessTokenAsync())).RetryAfter.ShouldBe(TimeSpan.FromMinutes(2));
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.RateLimited);
        Provider.Refreshes.ShouldBe(1);
        Clock.Advance(TimeSpan.FromSeconds(121));
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
    }

    [Fact]
    public async Task Okta_names_the_end_of_the_wait_in_a_header_of_its_own()
    {
        var session = await SignedIn();
        Clock.Advance(PastTheToken);
        var reset = (Clock.GetUtcNow() + TimeSpan.FromSeconds(45)).ToUnixTimeSeconds();
        Provider.AnswersNextTokenRequest(429, """{"errorCode":"E0000047"}""", http => http.Response.Headers["x-rate-limit-reset"] = $"{reset}");
        (await Refused(() => session.GetAccessTokenAsync())).RetryAfter!.Value.TotalSeconds.ShouldBe(45, 1);
    }

    [Fact]
    public async Task Offline_is_told_and_not_a_sign_out()
    {
        var session = await SignedIn();
        var changes = new List<SessionChange>();
        session.Changed += (_, e) => changes.Add(e.Change);
        await Provider.DisposeAsync();
        Clock.Advance(PastTheToken);
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.Network);
        changes.ShouldBe([SessionChange.Offline]);
        (await App().GetSessionAsync()).ShouldNotBeNull();
    }

    [Fact]                                                             // RFC 6749 §6
    public async Task Without_a_new_refresh_token_the_old_one_stays()
    {
        Provider.RotatesRefreshTokens = false;
        Provider.RepeatsRefreshToken = false;
        var session = await SignedIn();
        for (var i = 0; i < 3; i++)
        {
            Clock.Advance(PastTheToken);
            await session.GetAccessTokenAsync();
        }
        Provider.Refreshes.ShouldBe(3);
    }

    [Fact]
    public async Task A_static_refresh_token_repeats()
    {
        Provider.RotatesRefreshTokens = false;
        var session = await SignedIn();
        for (var i = 0; i < 3; i++)
        {
            Clock.Advance(PastTheToken);
            await session.GetAccessTokenAsync();
        }
        Provider.Requests.Where(r => r.Values.ContainsKey("refresh_token")).Select(r => r.Values["refresh_token"]).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Without_any_refresh_token_the_session_lasts_as_long_as_its_access_token()
    {
        Provider.GivesRefreshTokens = false;
        var session = await SignedIn();
        (await session.GetAccessTokenAsync()).ShouldStartWith("AT.");
        Clock.Advance(PastTheToken);
        (await Refused(() => session.GetAccessTokenAsync())).Kind.ShouldBe(SignInErrorKind.SessionExpired);
    }

    [Fact]                                                             // OpenID Connect Core §12.2
    public async Task A_refreshed_id_token_may_repeat_the_nonce_or_leave_it_out_but_not_bring_another()
    {
        string? nonce = null;
        Provider.ChangesIdToken = claims => nonce ??= claims["nonce"]?.GetValue<string>();
        var session = await SignedIn();

        Provider.ChangesIdToken = claims => claims["nonce"] = nonce;
        await session.RefreshAsync();
        Provider.ChangesIdToken = null;
        await session.RefreshAsync();
        Provider.ChangesIdToken = claims => claims["nonce"] = "another";
        (await Refused(() => session.RefreshAsync())).Message.ShouldContain("nonce");
    }

    [Fact]                                                             // OpenID Connect Core §12.2
    public async Task A_refresh_never_becomes_another_person()
    {
        var session = await SignedIn();
        var token = await session.GetAccessTokenAsync();
        Provider.Person["sub"] = "00u2";
        (await Refused(() => session.RefreshAsync())).Message.ShouldContain("sub");
        (await session.GetAccessTokenAsync()).ShouldBe(token);
        session.User.Subject.ShouldBe("00u1");
    }

    [Fact]
    public async Task A_refresh_brings_the_new_name()
    {
        var app = App();
        var session = await app.SignInAsync();
        Provider.Person["name"] = "Mia Meier";
        await session.RefreshAsync();
        session.User.Name.ShouldBe("Mia Meier");
        (await App().GetSessionAsync())!.User.Name.ShouldBe("Mia Meier");
    }

    [Fact]
    public async Task A_refresh_without_an_id_token_keeps_the_old_one()
    {
        Provider.SendsIdTokenOnRefresh = false;
        var session = await SignedIn();
        await session.RefreshAsync();
        session.User.Name.ShouldBe("Mia Muster");
    }

    [Fact]
    public async Task The_successor_is_kept_when_the_keys_cannot_be_fetched_to_check_the_rest()
    {
        await SignedIn();
        var session = (await App().GetSessionAsync())!;      // a fresh start: no keys in memory
        Clock.Advance(PastTheToken);
        Provider.OnKeys = http =>
        {
            http.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        (await Refused(() => session.GetAccessTokenAsync())).IsTransient.ShouldBeTrue();
        Provider.OnKeys = null;
        await session.GetAccessTokenAsync();
        Provider.Requests.Where(r => r.Values.ContainsKey("refresh_token")).Select(r => r.Values["refresh_token"][^2..]).ShouldBe([".0", ".1"]);
    }

    [Fact]
    public async Task The_new_pair_is_stored_before_it_is_used()
    {
        var session = await SignedIn();
        Clock.Advance(PastTheToken);
        var token = await session.GetAccessTokenAsync();
        (await (await App().GetSessionAsync())!.GetAccessTokenAsync()).ShouldBe(token);
    }

    [Fact]
    public async Task A_newer_token_in_the_store_is_used_instead_of_the_one_refused()
    {
        var store = new MemoryStore();
        var session = await SignedIn(o => o.Store = store);
        var old = store.Snapshot();
        await session.RefreshAsync();
        await session.RefreshAsync();
        var newest = store.Snapshot();

        // A synchronised store shows an old state, which changes under our feet while the provider refuses.
        store.Restore(old);
        Provider.AnswersNextTokenRequest(400, """{"error":"invalid_grant"}""", _ => store.Restore(newest));
        Clock.Advance(PastTheToken);
        var stale = (await App(o => o.Store = store).GetSessionAsync())!;
        await Should.NotThrowAsync(() => stale.GetAccessTokenAsync());
    }
}
