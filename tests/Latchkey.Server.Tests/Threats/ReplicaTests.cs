using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.DPoP;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Threats;

/// <summary>
/// Two servers over one database: what one has seen, the other knows. What happens once is decided by the database, so it
/// holds on either engine; news of changes travels between processes on PostgreSQL, the engine that replicas are for.
/// </summary>
public sealed class ReplicaTests
{
    private static async Task Together(Engine engine, Func<TestOrg, TestOrg, Task> test)
    {
        var postgres = engine == Engine.Postgres ? await (await PostgresCluster.SharedAsync()).CreateMigratedDatabaseAsync() : null;
        await using (var one = await TestOrg.StartAsync(postgres: postgres))
        {
            await using var two = await one.StartReplicaAsync();
            await test(one, two);
        }
        if (postgres is not null) await (await PostgresCluster.SharedAsync()).DropDatabaseAsync(postgres);
    }

    private static Task<Seen> Ask(TestOrg at, SigningApp app, string credentials) => at.PostForm(app.Org.Issuer + "/v1/introspect", "token=x&" + credentials);

    [Theory, BothEngines]                                              // threats §1 row 6; RFC 7523 §3
    public Task An_assertion_used_at_one_server_is_used_at_the_other(Engine engine) => Together(engine, async (one, two) =>
    {
        using var key = new AppKey();
        var app = await SigningApp.Create(one, "private_key_jwt", key);
        var (first, second) = (app.Credentials(one.Issuer), app.Credentials(one.Issuer));
        (await Ask(one, app, first)).Status.ShouldBe(200);
        (await Ask(two, app, first)).Text.ShouldContain("used before");
        (await Ask(two, app, second)).Status.ShouldBe(200);
        (await Ask(one, app, second)).Text.ShouldContain("used before");

        var raced = app.Credentials(one.Issuer);
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Ask(i % 2 == 0 ? one : two, app, raced)));
        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Count(answer => answer.Status == 401).ShouldBe(63);
    });

    [Theory, BothEngines]                                              // threats §1 row 5
    public Task Of_64_refreshes_at_two_servers_one_child_is_born(Engine engine) => Together(engine, async (one, two) =>
    {
        var token = (await one.NativeApp.TokensAsync(one.Person)).RefreshToken;
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => (i % 2 == 0 ? one.NativeApp : two.NativeApp).RefreshAsync(token)));
        answers.ShouldAllBe(answer => (int)answer.Status == 200);
        answers.Select(answer => answer.RefreshToken).Distinct().ShouldHaveSingleItem();
    });

    [Fact]                                                             // contract §2.9: a key that one server begins to sign with is known to all
    public Task A_key_rotated_at_one_server_is_published_and_trusted_by_the_other() => Together(Engine.Postgres, async (one, two) =>
    {
        async Task<string> Keys(TestOrg at) => (await at.Visit(one.Issuer + "/v1/keys")).Text;
        async Task<string> Token(TestOrg at) => (await new TestApp(at, one.Facts.Apps.Service.ClientId, one.Facts.Apps.Service.ClientSecret, "").TokenAsync(("grant_type", "client_credentials"), ("scope", "orders:read"))).AccessToken;
        var before = await Keys(two);
        var server = (await one.Read("/authorizationServers/default")).ShouldSucceed().Object;
        server["credentials"]!["signing"]!["rotationMode"] = "MANUAL";
        (await one.Put("/authorizationServers/default", server)).ShouldSucceed();
        one.Clock.Advance(TimeSpan.FromMinutes(1));
        (await one.Post("/authorizationServers/default/credentials/lifecycle/keyRotate", new JsonObject { ["use"] = "sig" })).ShouldSucceed();

        var token = await Token(one);
        // Even before the news has arrived: the key was published as the next one.
        (await two.WebApp.IntrospectAsync(token)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
        await Until(async () => await Keys(two) == await Keys(one));
        (await Keys(two)).ShouldNotBe(before);
        (await one.WebApp.IntrospectAsync(await Token(two))).Json["active"]!.GetValue<bool>().ShouldBeTrue();
    });

    [Fact]                                                             // threats §1 row 4; RFC 7009 §2.1
    public Task What_is_revoked_at_one_server_is_refused_by_the_other() => Together(Engine.Postgres, async (one, two) =>
    {
        var tokens = await one.NativeApp.TokensAsync(one.Person);
        (await two.NativeApp.UserInfoAsync(tokens.AccessToken)).Json["sub"].ShouldNotBeNull();
        await one.NativeApp.RevokeAsync(tokens.RefreshToken);
        (await two.NativeApp.RefreshAsync(tokens.RefreshToken)).ShouldBeRefused("invalid_grant");
        await Until(async () => (await two.NativeApp.UserInfoAsync(tokens.AccessToken)).Json["sub"] is null);
    });

    [Fact]                                                             // RFC 9449 §11.1: read off the wire, it is worth nothing at the other server either; decision 0010
    public Task A_proof_used_at_one_server_is_used_at_the_other() => Together(Engine.Postgres, async (one, two) =>
    {
        one.Clock.Advance(TimeSpan.FromSeconds(20));                   // what could have been made before a server began it does not believe
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string token = one.Issuer + "/v1/token", address = one.Issuer + "/v1/userinfo";
        ForgedProof Asking(string? nonce = null) => new(one, HttpMethod.Post, token, key, nonce: nonce);
        async Task<Seen> Grant(TestOrg at, ForgedProof proof) => await at.PostForm(token, "grant_type=client_credentials&scope=orders:read", ("DPoP", proof.ToString()), Tests.Kit.Asking.Basic($"{one.Facts.Apps.Service.ClientId}:{one.Facts.Apps.Service.ClientSecret}"));

        // The whole request again, at the other server, with the nonce of the first.
        var nonce = (await Grant(one, Asking())).Headers["DPoP-Nonce"];
        var proof = Asking(nonce);
        (await Grant(one, proof)).Status.ShouldBe(200);
        (await Grant(two, proof)).Text.ShouldContain("already been used");
        (await Grant(two, Asking(nonce))).Status.ShouldBe(200);
        var raced = Asking(nonce);
        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Grant(i % 2 == 0 ? one : two, raced)));
        answers.Count(answer => answer.Status == 200).ShouldBe(1);

        // And where a token is used, without a nonce.
        var code = await one.NativeApp.CodeAsync(one.Person);
        var redeemed = await one.PostForm(token, $"grant_type=authorization_code&code={code}&redirect_uri={Uri.EscapeDataString(one.NativeApp.RedirectUri)}&code_verifier={TestApp.Verifier}&client_id={one.NativeApp.ClientId}", ("DPoP", Asking(nonce).ToString()));
        var access = JsonNode.Parse(redeemed.Text)!["access_token"]!.GetValue<string>();
        var shown = new ForgedProof(one, HttpMethod.Get, address, key, accessToken: access).ToString();
        async Task<int> Use(TestOrg at) => (await at.Visit(address, ("Authorization", "DPoP " + access), ("DPoP", shown))).Status;
        (await Use(one)).ShouldBe(200);
        (await Use(two)).ShouldBe(401);

        // The nonce of a busy client is soon too old for other servers: then its proofs cost no write.
        one.Clock.Advance(DPoPNonces.AcceptedElsewhere + TimeSpan.FromMinutes(2));
        var rows = await Rows(one);
        (await Grant(one, Asking(nonce))).Status.ShouldBe(200);
        (await Rows(one)).ShouldBe(rows);
        (await Grant(two, Asking(nonce))).Text.ShouldContain("use_dpop_nonce");
    });

    private static Task<long> Rows(TestOrg org) => org.Services.GetRequiredService<Database>().One<long>("select count(*) from spent_proofs", null, default);

    /// <summary>News of another server travels by NOTIFY or by the poll; both in real time.</summary>
    private static async Task Until(Func<Task<bool>> done)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await done())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
