using System.Net;
using System.Text.Json.Nodes;

namespace Latchkey.AspNetCore.Tests;

/// <summary>Whether a token is still in force only its issuer knows. RFC 7662.</summary>
public sealed class IntrospectionTests : IAsyncLifetime
{
    private readonly TestClock clock = new();
    private TestIssuer issuer = null!;
    private TestApi api = null!;

    public async Task InitializeAsync()
    {
        issuer = await TestIssuer.Start(clock);
        api = await Start();
    }

    private Task<TestApi> Start(Action<LatchkeyIntrospection>? more = null) => TestApi.Start(issuer.Url, clock, options =>
    {
        options.Introspection = new() { ClientId = "0oa:api", ClientSecret = "a secret/of mine" };
        more?.Invoke(options.Introspection);
    });

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]                                                             // RFC 7662 §2.2
    public async Task A_revoked_token_is_refused_though_its_signature_is_good()
    {
        var token = issuer.AccessToken();
        issuer.Revoked.Add(token);

        (await api.Get("/me", token)).ShouldBeInvalidToken("revoked");
    }

    [Fact]                                                             // RFC 6749 §2.3.1: both halves are form-urlencoded
    public async Task The_api_proves_who_it_is()
    {
        (await api.Get("/me", issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.OK);
        issuer.IntrospectedBy.ShouldBe("0oa%3Aapi:a%20secret%2Fof%20mine");
    }

    [Fact]                                                             // RFC 7662 §4: caching trades freshness for load
    public async Task An_answer_is_kept_for_as_long_as_the_settings_say()
    {
        var token = issuer.AccessToken();
        (await api.Get("/me", token)).Status.ShouldBe(HttpStatusCode.OK);
        issuer.Revoked.Add(token);

        clock.Advance(TimeSpan.FromSeconds(29));
        (await api.Get("/me", token)).Status.ShouldBe(HttpStatusCode.OK);
        issuer.Introspections.ShouldBe(1);

        clock.Advance(TimeSpan.FromSeconds(1));
        (await api.Get("/me", token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        issuer.Introspections.ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_cache_each_request_asks()
    {
        await using var asking = await Start(settings => settings.CacheFor = TimeSpan.Zero);
        var token = issuer.AccessToken();
        (await asking.Get("/me", token)).Status.ShouldBe(HttpStatusCode.OK);
        issuer.Revoked.Add(token);

        (await asking.Get("/me", token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Many_callers_with_one_token_share_one_question()
    {
        var held = new TaskCompletionSource();
        var token = issuer.AccessToken();
        (await api.Get("/me", issuer.AccessToken(claims: claims => claims["jti"] = "AT.other"))).Status.ShouldBe(HttpStatusCode.OK);      // keys and metadata are there
        issuer.KeysHeldUntil = held.Task;

        var calls = Enumerable.Range(0, 20).Select(_ => api.Get("/me", token)).ToArray();
        while (issuer.Introspections < 2) await Task.Yield();
        held.SetResult();

        foreach (var call in calls) (await call).Status.ShouldBe(HttpStatusCode.OK);
        issuer.Introspections.ShouldBe(2);
    }

    [Fact]                                                             // a 401 would make a well-behaved app throw its token away
    public async Task While_the_issuer_cannot_be_asked_callers_are_told_to_come_again()
    {
        issuer.IntrospectionIsDown = true;

        var answer = await api.Get("/me", issuer.AccessToken());

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.RetryAfter.ShouldNotBeNull();
        api.Log.Text.ShouldContain("answered 503");
        issuer.IntrospectionIsDown = false;
        (await api.Get("/me", issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_api_may_choose_to_go_on_while_the_issuer_cannot_be_asked()
    {
        await using var tolerant = await Start(settings => settings.AcceptWhenUnreachable = true);
        issuer.IntrospectionIsDown = true;

        (await tolerant.Get("/me", issuer.AccessToken())).Status.ShouldBe(HttpStatusCode.OK);
        (await tolerant.Get("/me", "opaque-1")).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]                                                             // RFC 7662 §2.2
    public async Task A_token_that_is_no_jwt_is_what_the_issuer_says_of_it()
    {
        issuer.Known["opaque-1"] = new JsonObject
        {
            ["active"] = true, ["iss"] = issuer.Url, ["aud"] = new JsonArray("other", TestApi.Audience), ["sub"] = "mia@example.com", ["scope"] = "openid orders:read",
            ["exp"] = clock.GetUtcNow().ToUnixTimeSeconds() + 60, ["client_id"] = "0oa1",
        };

        var answer = await api.Get("/me", "opaque-1");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
        answer.Json["name"]!.GetValue<string>().ShouldBe("mia@example.com");
        answer.Body.ShouldContain("scp=orders:read");
        (await api.Get("/orders", "opaque-1")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]                                                           // RFC 7662 §4
    [InlineData("unknown", null, null)]
    [InlineData("another audience", "aud", "api://other")]
    [InlineData("no audience", "aud", "")]
    [InlineData("another issuer", "iss", "https://elsewhere.example")]
    [InlineData("bound to a key", "cnf", "key")]
    public async Task A_token_that_is_no_jwt_is_refused_when_it_is(string what, string? member, string? value)
    {
        var known = new JsonObject { ["active"] = true, ["iss"] = issuer.Url, ["aud"] = TestApi.Audience, ["sub"] = "mia@example.com" };
        if (member is not null) known[member] = value;
        if (member is not null) issuer.Known["opaque-1"] = known;

        (await api.Get("/me", "opaque-1")).Status.ShouldBe(HttpStatusCode.Unauthorized, what);
    }

    [Fact]
    public void Introspection_without_credentials_is_a_mistake() =>
        Should.Throw<InvalidOperationException>(() => new LatchkeyOptions { Issuer = issuer.Url, Audience = "a", Introspection = new() { ClientId = "x" } }.Validate())
            .Message.ShouldContain("client id and the secret");
}
