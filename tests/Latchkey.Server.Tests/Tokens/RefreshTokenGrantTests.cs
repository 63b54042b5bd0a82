using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Tokens;

public sealed class RefreshTokenGrantTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Invalid = "The refresh token is invalid or expired.";

    [Fact]                                                             // contract §2.4, RFC 6749 §6
    public async Task A_refresh_hands_out_the_next_generation()
    {
        var first = await Org.NativeApp.TokensAsync(Org.Person);
        Clock.Advance(TimeSpan.FromHours(2));
        var second = await Org.NativeApp.RefreshAsync(first.RefreshToken);

        second.Status.ShouldBe(HttpStatusCode.OK);
        second.RefreshToken.ShouldNotBe(first.RefreshToken);
        second.AccessToken.ShouldNotBe(first.AccessToken);
        var (before, after) = (first.ClaimsOf("id_token"), second.ClaimsOf("id_token"));
        after.ContainsKey("nonce").ShouldBeFalse();                    // contract §11.6
        after["auth_time"]!.GetValue<long>().ShouldBe(before["auth_time"]!.GetValue<long>());
        after["iat"]!.GetValue<long>().ShouldBeGreaterThan(before["iat"]!.GetValue<long>());
    }

    [Theory]                                                           // decision 0006: a day for whoever may hold the token, no end for whoever holds the key
    [InlineData(false, 23.99)]
    [InlineData(true, 72)]
    public async Task A_lost_answer_is_repeated_with_the_same_successor_until_that_is_used(bool bound, double hours)
    {
        var app = Org.NativeApp with { Key = bound ? new DPoPKey() : null };
        var first = await app.TokensAsync(Org.Person);
        var lost = await app.RefreshAsync(first.RefreshToken);
        Clock.Advance(TimeSpan.FromHours(hours));

        var again = await app.RefreshAsync(first.RefreshToken);
        again.Status.ShouldBe(HttpStatusCode.OK);
        again.RefreshToken.ShouldBe(lost.RefreshToken);

        var third = await app.RefreshAsync(again.RefreshToken);
        third.Status.ShouldBe(HttpStatusCode.OK);
        (await app.RefreshAsync(first.RefreshToken)).ShouldBeRefused("invalid_grant", Invalid);
        (await app.RefreshAsync(third.RefreshToken)).ShouldBeRefused("invalid_grant", Invalid);
    }

    [Fact]                                                             // decision 0006: whoever asks later than a day may be anybody
    public async Task An_unbound_token_is_not_repeated_after_a_day()
    {
        var app = Org.NativeApp;
        var first = await app.TokensAsync(Org.Person);
        var lost = await app.RefreshAsync(first.RefreshToken);
        Clock.Advance(TimeSpan.FromHours(24));
        (await app.RefreshAsync(first.RefreshToken)).ShouldBeRefused("invalid_grant", Invalid);
        (await app.RefreshAsync(lost.RefreshToken)).ShouldBeRefused("invalid_grant", Invalid);
    }

    [Theory]                                                           // RFC 9700 §4.14.2: thief and victim in lock-step
    [InlineData("userinfo", false), InlineData("introspection", false), InlineData("revocation", false), InlineData("management", false), InlineData("exchange", false), InlineData("introspection of the refresh token", false)]
    [InlineData("userinfo", true), InlineData("introspection", true)]
    public async Task A_use_of_the_successors_access_token_ends_the_repeats_of_an_unbound_one(string use, bool withLeeway)
    {
        var app = withLeeway ? await Org.CreateAppAsync("browser") : Org.NativeApp;
        if (use == "management") app = app with { Issuer = Org.Url };
        var first = await app.TokensAsync(Org.Person, "openid offline_access");
        var second = await app.RefreshAsync(first.RefreshToken);
        (await app.RefreshAsync(first.RefreshToken)).RefreshToken.ShouldBe(second.RefreshToken);
        await Use(app, second, use);

        if (withLeeway)
        {
            Clock.Advance(TimeSpan.FromSeconds(29));                   // a tab that was a moment late
            (await app.RefreshAsync(first.RefreshToken)).RefreshToken.ShouldBe(second.RefreshToken);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }
        (await app.IntrospectAsync(first.RefreshToken)).Json["active"]!.GetValue<bool>().ShouldBeFalse();
        (await app.RefreshAsync(first.RefreshToken)).ShouldBeRefused("invalid_grant", Invalid);
        (await app.RefreshAsync(second.RefreshToken)).ShouldBeRefused("invalid_grant", Invalid);
        (await app.UserInfoAsync(second.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task Use(TestApp app, TestAnswer answer, string use)
    {
        switch (use)
        {
            case "userinfo":
                (await app.UserInfoAsync(answer.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
                break;
            case "introspection":
                (await (Org.WebApp with { Issuer = app.Issuer }).IntrospectAsync(answer.AccessToken)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
                break;
            case "introspection of the refresh token":
                (await app.IntrospectAsync(answer.RefreshToken)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
                break;
            case "revocation":
                (await app.RevokeAsync(answer.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
                break;
            case "management":                                         // it opens nothing there, and yet is in use
                using (var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/users"))
                {
                    request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + answer.AccessToken);
                    (await Org.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
                }
                break;
            case "exchange":
                const string grant = "urn:ietf:params:oauth:grant-type:token-exchange";
                var service = await Org.CreateAppAsync("service", new JsonObject { ["grant_types"] = new JsonArray("client_credentials", grant) });
                await service.TokenAsync(("grant_type", grant), ("subject_token", answer.AccessToken), ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"), ("scope", "orders:read"));
                break;
        }
    }

    [Fact]                                                             // decision 0006: a key is proof enough that it is the same client
    public async Task A_use_of_the_successors_access_token_ends_no_repeat_of_a_bound_one()
    {
        var app = Org.NativeApp with { Key = new DPoPKey() };
        var first = await app.TokensAsync(Org.Person);
        var second = await app.RefreshAsync(first.RefreshToken);
        (await app.UserInfoAsync(second.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await app.RefreshAsync(first.RefreshToken)).RefreshToken.ShouldBe(second.RefreshToken);
    }

    [Fact]                                                             // contract §2.4: a page in many tabs, each with the token it knew
    public async Task Parallel_tabs_live_on_through_several_refreshes_within_the_leeway()
    {
        var app = await Org.CreateAppAsync("browser");
        var first = (await app.TokensAsync(Org.Person)).RefreshToken;
        var second = (await app.RefreshAsync(first)).RefreshToken;
        Clock.Advance(TimeSpan.FromSeconds(20));
        var third = (await app.RefreshAsync(second)).RefreshToken;
        Clock.Advance(TimeSpan.FromSeconds(9));
        var late = await app.RefreshAsync(first);                      // 29 s after it was replaced
        late.Status.ShouldBe(HttpStatusCode.OK, late.Text);
        late.RefreshToken.ShouldBe(third);                             // the newest there is: it outlives the leeway
        Clock.Advance(TimeSpan.FromSeconds(2));
        (await app.RefreshAsync(second)).RefreshToken.ShouldBe(third);
        var fourth = (await app.RefreshAsync(third)).RefreshToken;
        (await app.RefreshAsync(first)).ShouldBeRefused("invalid_grant", Invalid);
        (await app.RefreshAsync(fourth)).ShouldBeRefused("invalid_grant", Invalid);
    }

    [Fact]                                                             // README: also in a browser, and by default
    public async Task A_browser_apps_lost_answer_signs_nobody_out()
    {
        var app = await Org.CreateAppAsync("browser");
        var first = await app.TokensAsync(Org.Person);
        var second = await app.RefreshAsync(first.RefreshToken);
        Clock.Advance(TimeSpan.FromSeconds(33));
        (await app.RefreshAsync(first.RefreshToken)).RefreshToken.ShouldBe(second.RefreshToken);
        (await app.RefreshAsync(second.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // decision 0006: theft ends one family
    public async Task An_older_generation_ends_its_own_family_and_no_other()
    {
        var app = Org.NativeApp;
        var phone = await app.TokensAsync(Org.Person);
        var tablet = await app.TokensAsync(Org.Person);
        var second = await app.RefreshAsync(phone.RefreshToken);
        var third = await app.RefreshAsync(second.RefreshToken);

        (await app.RefreshAsync(phone.RefreshToken)).ShouldBeRefused("invalid_grant", Invalid);

        (await app.RefreshAsync(third.RefreshToken)).ShouldBeRefused("invalid_grant", Invalid);
        (await app.UserInfoAsync(third.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.RefreshAsync(tablet.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await app.UserInfoAsync(tablet.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // threats §1 row 5
    public async Task Sixty_four_parallel_refreshes_of_one_token_are_one_family_and_one_successor()
    {
        var app = Org.NativeApp;
        var first = await app.TokensAsync(Org.Person);

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => app.RefreshAsync(first.RefreshToken)));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        answers.Select(answer => answer.RefreshToken).Distinct().Count().ShouldBe(1);
        (await app.RefreshAsync(answers[0].RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // the promise: never signed out by a lost answer
    public async Task With_every_second_answer_lost_nobody_is_signed_out()
    {
        var app = Org.NativeApp;
        var token = (await app.TokensAsync(Org.Person)).RefreshToken;
        for (var round = 0; round < 60; round++)
        {
            Clock.Advance(TimeSpan.FromMinutes(30));
            var answer = await app.RefreshAsync(token);
            answer.Status.ShouldBe(HttpStatusCode.OK, $"round {round}");
            if (round % 2 == 0) token = answer.RefreshToken;          // otherwise the answer never arrived
        }
    }

    [Theory]                                                           // contract §2.4, leeway: for tabs beside one that went on; a lost answer has a day
    [InlineData(0, 0, true, false)]
    [InlineData(30, 29, true, true)]
    [InlineData(30, 31, true, false)]
    [InlineData(60, 59, true, true)]
    [InlineData(0, 3600, false, true)]
    [InlineData(30, 3600, false, true)]
    public async Task An_app_with_a_leeway_may_repeat_that_long_once_the_successor_was_used(int leeway, int after, bool used, bool allowed)
    {
        var app = await Org.CreateAppAsync("native", new JsonObject { ["refresh_token"] = new JsonObject { ["rotation_type"] = "ROTATE", ["leeway"] = leeway } });
        var first = await app.TokensAsync(Org.Person);
        var second = await app.RefreshAsync(first.RefreshToken);
        if (used) await app.UserInfoAsync(second.AccessToken);
        Clock.Advance(TimeSpan.FromSeconds(after));

        var repeat = await app.RefreshAsync(first.RefreshToken);

        if (allowed) repeat.RefreshToken.ShouldBe(second.RefreshToken);
        else
        {
            repeat.ShouldBeRefused("invalid_grant", Invalid);
            (await app.RefreshAsync(second.RefreshToken)).ShouldBeRefused("invalid_grant", Invalid);
        }
    }

    [Fact]                                                             // contract §2.4, STATIC
    public async Task An_app_that_does_not_rotate_keeps_its_token()
    {
        var app = await Org.CreateAppAsync("native", new JsonObject { ["refresh_token"] = new JsonObject { ["rotation_type"] = "STATIC" } });
        var first = await app.TokensAsync(Org.Person);
        (await app.RefreshAsync(first.RefreshToken)).RefreshToken.ShouldBe(first.RefreshToken);
        (await app.RefreshAsync(first.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // contract §1.2: idle window 7 days, sliding
    public async Task A_family_idles_out_after_its_window_and_not_while_it_is_used()
    {
        var app = Org.NativeApp;
        var token = (await app.TokensAsync(Org.Person)).RefreshToken;
        for (var i = 0; i < 3; i++)
        {
            Clock.Advance(TimeSpan.FromDays(6));
            token = (await app.RefreshAsync(token)).RefreshToken;
        }
        Clock.Advance(TimeSpan.FromDays(7.1));
        (await app.RefreshAsync(token)).ShouldBeRefused("invalid_grant", Invalid);
    }

    [Fact]                                                             // RFC 6749 §6
    public async Task The_scope_can_be_narrowed_for_one_access_token_and_never_widened()
    {
        var app = Org.NativeApp;
        var first = await app.TokensAsync(Org.Person, "openid profile email offline_access");
        var narrow = await app.RefreshAsync(first.RefreshToken, "openid email");
        narrow["scope"].ShouldBe("openid email");
        // Of the access token alone: an app goes on reading who is signed in from the ID token (contract §2.4).
        narrow.ClaimsOf("id_token")["name"]!.GetValue<string>().ShouldBe(first.ClaimsOf("id_token")["name"]!.GetValue<string>());
        narrow.ClaimsOf("access_token")["scp"]!.AsArray().Count.ShouldBe(2);
        var without = await app.RefreshAsync(narrow.RefreshToken, "email");
        without["scope"].ShouldBe("email");
        without.ClaimsOf("id_token")["preferred_username"].ShouldNotBeNull();
        narrow = without;
        (await app.RefreshAsync(narrow.RefreshToken))["scope"].ShouldBe("openid profile email offline_access");
        (await app.RefreshAsync(narrow.RefreshToken, "openid orders:read")).ShouldBeRefused("access_denied");
    }

    [Fact]                                                             // RFC 6749 §10.4
    public async Task A_refresh_token_belongs_to_its_app_and_its_authorization_server()
    {
        var first = await Org.NativeApp.TokensAsync(Org.Person);
        var other = await Org.CreateAppAsync();
        (await other.RefreshAsync(first.RefreshToken)).ShouldBeRefused("invalid_grant", Invalid);
        (await (Org.NativeApp with { Issuer = Org.Url }).RefreshAsync(first.RefreshToken)).ShouldBeRefused("invalid_grant", Invalid);
        (await Org.NativeApp.RefreshAsync(first.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // threats §1 row 12
    public async Task No_changed_byte_of_a_refresh_token_is_ever_accepted()
    {
        var app = Org.NativeApp;
        var token = (await app.TokensAsync(Org.Person)).RefreshToken;
        for (var i = 0; i < token.Length; i++)
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            (await app.RefreshAsync(changed)).ShouldBeRefused("invalid_grant", Invalid);
        }
        foreach (var odd in (string[])[token[..^1], token + "A", token + "=", "x", new string('A', 5000), token.ToUpperInvariant()])
            (await app.RefreshAsync(odd)).ShouldBeRefused("invalid_grant", Invalid);
        (await app.RefreshAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // contract guide trace: offline_access before the grant is ticked
    public async Task Without_the_grant_offline_access_signs_in_and_hands_out_no_refresh_token()
    {
        var app = await Org.CreateAppAsync("native", new JsonObject { ["grant_types"] = new JsonArray("authorization_code") });
        var answer = await app.TokensAsync(Org.Person);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Json.ContainsKey("refresh_token").ShouldBeFalse();
    }
}
