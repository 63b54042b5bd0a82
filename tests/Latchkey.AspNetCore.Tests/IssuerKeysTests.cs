using System.Net;

namespace Latchkey.AspNetCore.Tests;

public sealed class IssuerKeysTests : ApiTest
{
    [Fact]                                                             // OpenID Connect Core §10.1.1
    public async Task A_new_key_is_found_at_its_first_token_without_a_restart()
    {
        (await Api.Get("/me", Issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.OK);
        var before = Issuer.AccessToken();

        Issuer.RotateTo(TestKey.Ec("ec-2"));

        (await Api.Get("/me", Issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.OK);
        (await Api.Get("/me", before)).ShouldBeInvalidToken("key the issuer does not publish");
    }

    [Fact]
    public async Task Made_up_key_ids_do_not_make_the_api_ask_again_and_again()
    {
        var stranger = TestKey.Rsa("made-up");
        for (var i = 0; i < 20; i++)
            (await Api.Get("/me", Issuer.AccessToken(key: stranger with { Id = $"made-up-{i}" }))).ShouldBeInvalidToken("key the issuer does not publish");

        Issuer.KeyRequests.ShouldBe(2);      // the first fetch, and one look for something newer
        (await Api.Get("/me", Issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task After_a_while_the_api_looks_for_newer_keys_again()
    {
        await Api.Get("/me", Issuer.AccessToken(key: TestKey.Rsa("made-up")));
        Issuer.RotateTo(TestKey.Rsa("rsa-2"));
        (await Api.Get("/me", Issuer.AccessToken())).ShouldBeInvalidToken("key the issuer does not publish");

        Clock.Advance(TimeSpan.FromSeconds(11));

        (await Api.Get("/me", Issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Many_first_callers_wait_for_one_answer()
    {
        var held = new TaskCompletionSource();
        Issuer.KeysHeldUntil = held.Task;

        var calls = Enumerable.Range(0, 32).Select(_ => Api.Get("/me", Issuer.AccessToken())).ToList();
        held.SetResult();

        (await Task.WhenAll(calls)).ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        Issuer.KeyRequests.ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_withdrawn_key_is_forgotten_at_the_hourly_renewal_without_being_asked_for()
    {
        var before = Issuer.AccessToken(claims: claims => claims["exp"] = 4102444800);
        (await Api.Get("/me", before)).Status.ShouldBe(HttpStatusCode.OK);
        Issuer.RotateTo(TestKey.Ec("ec-2"));

        Clock.Advance(TimeSpan.FromHours(1));

        Answer answer;
        do answer = await Api.Get("/me", before);      // the renewal happens behind the back of the first of these
        while (answer.Status == HttpStatusCode.OK);
        answer.ShouldBeInvalidToken("key the issuer does not publish");
    }

    [Fact]
    public async Task Known_keys_outlive_an_outage_of_the_issuer()
    {
        var token = Issuer.AccessToken(claims: claims => claims["exp"] = 4102444800);
        (await Api.Get("/me", token)).Status.ShouldBe(HttpStatusCode.OK);

        Issuer.IsBroken = true;
        Clock.Advance(TimeSpan.FromDays(2));

        (await Api.Get("/me", token)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_keys_the_answer_is_try_again_and_not_that_the_token_is_bad()
    {
        Issuer.IsBroken = true;

        var answer = await Api.Get("/me", Issuer.AccessToken());

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.RetryAfter.ShouldBe("2");
        answer.Challenge.ShouldBeNull();
        answer.ContentType.ShouldBe("application/problem+json");
        Api.Log.Text.ShouldContain($"Error: The keys of {Issuer.Url} could not be fetched");
        Api.Log.Text.ShouldContain("answered 500");
    }

    [Fact]
    public async Task An_api_that_started_before_its_issuer_recovers_by_itself()
    {
        Issuer.IsBroken = true;
        await Api.Get("/me", Issuer.AccessToken());
        Issuer.IsBroken = false;
        (await Api.Get("/me", Issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);      // not asked again at once

        Clock.Advance(TimeSpan.FromSeconds(2));

        (await Api.Get("/me", Issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_issuer_that_does_not_listen_is_an_outage()
    {
        var token = Issuer.AccessToken();
        await Issuer.DisposeAsync();

        (await Api.Get("/me", token)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await Api.Get("/open", token)).Status.ShouldBe(HttpStatusCode.OK);
        (await Api.Get("/me")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]                                                             // OpenID Connect Discovery 1.0 §4.3
    public async Task A_server_that_names_itself_otherwise_is_not_believed_and_the_log_says_what_to_configure()
    {
        Issuer.NamesItself = Issuer.Url + "/";

        (await Api.Get("/me", Issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        Api.Log.Text.ShouldContain($"describes the issuer '{Issuer.Url}/', with a slash at the end; configure that exact string");
    }

    [Fact]                                                             // as Auth0 and OpenIddict name themselves
    public async Task An_issuer_that_ends_in_a_slash_is_used_as_it_is_written()
    {
        Issuer.NamesItself = Issuer.Url + "/";
        await using var api = await TestApi.Start(Issuer.Url + "/", new TestClock());

        (await api.Get("/me", Issuer.AccessToken(claims: token => token["iss"] = Issuer.Url + "/"))).Status.ShouldBe(HttpStatusCode.OK);
        (await api.Get("/me", Issuer.AccessToken(claims: token => token["iss"] = Issuer.Url))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]                                                             // RFC 8414 §2: https
    public async Task Keys_are_not_fetched_over_plain_http_from_elsewhere()
    {
        Issuer.KeysAddress = "http://keys.example/v1/keys";

        (await Api.Get("/me", Issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        Api.Log.Text.ShouldContain("jwks_uri that is not https");
    }

    [Fact]                                                             // RFC 6761 §6.3
    public async Task An_org_under_localhost_needs_no_name_server()
    {
        await using var org = await TestIssuer.Start(Clock, host: "dev-1234567.localhost");
        await using var api = await TestApi.Start(org.Url, Clock);

        (await api.Get("/me", org.AccessToken())).Status.ShouldBe(HttpStatusCode.OK);
    }
}
