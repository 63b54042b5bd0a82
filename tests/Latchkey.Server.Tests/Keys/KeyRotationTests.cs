using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Faces.Management.Keys;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Tests.Keys;

/// <summary>Keys change, and nobody's verification fails for it. Contract §2.9 and §3.4, RFC 7517 §5.</summary>
public sealed class KeyRotationTests : IAsyncLifetime
{
    private const string Rotate = "/authorizationServers/default/credentials/lifecycle/keyRotate";

    private static readonly JsonObject Sig = new() { ["use"] = "sig" };

    private TestOrg Org { get; set; } = null!;

    public async Task InitializeAsync() => Org = await TestOrg.StartAsync();

    public async Task DisposeAsync() => await Org.DisposeAsync();

    private async Task<ApiAnswer> Keys() => (await Org.Read("/authorizationServers/default/credentials/keys")).ShouldSucceed();

    private async Task<string> Kid(string status, string algorithm = "RS256") =>
        (await Keys()).List.Single(key => key!["status"]!.GetValue<string>() == status && key["alg"]!.GetValue<string>() == algorithm)!["kid"]!.GetValue<string>();

    /// <summary>Sets a member of credentials.signing.</summary>
    private async Task Sign(string name, string value)
    {
        var server = (await Org.Read("/authorizationServers/default")).ShouldSucceed().Object;
        server["credentials"]!["signing"]![name] = value;
        (await Org.Put("/authorizationServers/default", server)).ShouldSucceed();
    }

    private async Task<IList<SecurityKey>> Jwks() => new JsonWebKeySet((await Org.Visit(Org.Issuer + "/v1/keys")).Text).GetSigningKeys();

    /// <summary>As an API does it that fetched the keys at some time.</summary>
    private async Task<bool> Verifies(string token, IList<SecurityKey> keys) => (await new JsonWebTokenHandler().ValidateTokenAsync(token,
        new TokenValidationParameters { ValidIssuer = Org.Issuer, ValidateAudience = false, IssuerSigningKeys = keys, ValidateLifetime = false })).IsValid;

    private async Task<string> Token()
    {
        var answer = await new TestApp(Org, Org.Facts.Apps.Service.ClientId, Org.Facts.Apps.Service.ClientSecret, "").TokenAsync(("grant_type", "client_credentials"), ("scope", "orders:read"));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        return answer.AccessToken;
    }

    private async Task<bool> Active(string token) => (await Org.WebApp.IntrospectAsync(token)).Json["active"]!.GetValue<bool>();

    private static string KidOf(string token) => JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[0]))!["kid"]!.GetValue<string>();

    [Fact]                                                             // contract §3.4, Keys; contract §2.9: NEXT is published before it is used
    public async Task A_server_shows_its_keys_and_those_that_will_sign_next()
    {
        var keys = await Keys();
        keys.Each("status").ShouldBe(["ACTIVE", "NEXT"]);
        keys.List.ShouldAllBe(key => key!["kid"] != null && key["kty"] != null && key["use"]!.GetValue<string>() == "sig" && key["_links"]!["self"] != null && key["d"] == null);
        (await Jwks()).Select(key => key.KeyId).ShouldBe(keys.Each("kid"));
        (await Org.Read($"/authorizationServers/default/credentials/keys/{await Kid("NEXT")}")).ShouldSucceed()["status"].ShouldBe("NEXT");
        (await Org.Read("/authorizationServers/default/credentials/keys/unknown")).ShouldBeRefused(404, "E0000007");

        var signing = (await Org.Read("/authorizationServers/default")).ShouldSucceed();
        signing["credentials.signing.kid"].ShouldBe(await Kid("ACTIVE"));
        DateTimeOffset.Parse(signing["credentials.signing.nextRotation"]!, null).ShouldBe(DateTimeOffset.Parse(signing["credentials.signing.lastRotated"]!, null) + TimeSpan.FromDays(90));
    }

    [Theory, InlineData("AUTO"), InlineData("MANUAL")]                 // contract §3.4: in either mode, and the mode stays; oidcc-server-rotate-keys
    public async Task An_administrator_rotates_the_keys_of_a_server_whoever_else_does(string mode)
    {
        var (old, next) = (await Kid("ACTIVE"), await Kid("NEXT"));
        await Sign("rotationMode", mode);
        (await Org.Post(Rotate, new JsonObject { ["use"] = "enc" })).ShouldBeRefused(400, "E0000001", "use");
        Org.Clock.Advance(TimeSpan.FromMinutes(1));

        var answer = (await Org.Post(Rotate, Sig)).ShouldSucceed();
        answer.Each("status").ShouldBe(["ACTIVE", "NEXT", "EXPIRED"]);
        (await Kid("ACTIVE")).ShouldBe(next);
        (await Kid("EXPIRED")).ShouldBe(old);
        (await Kid("NEXT")).ShouldNotBe(next);
        KidOf(await Token()).ShouldBe(next);
        (await Jwks()).Select(key => key.KeyId).ShouldContain(old);
        var signing = (await Org.Read("/authorizationServers/default")).ShouldSucceed();
        signing["credentials.signing.kid"].ShouldBe(next);
        signing["credentials.signing.rotationMode"].ShouldBe(mode);
        (signing["credentials.signing.nextRotation"] is null).ShouldBe(mode == "MANUAL");
        (await Org.Events(old)).ShouldContain("app.oauth2.as.key.rollover");
    }

    [Fact]                                                             // contract §2.9: whoever keeps a JWKS as long as it allows knows every key that signs
    public async Task A_verifier_that_kept_the_keys_verifies_what_is_signed_after_a_rotation()
    {
        await Sign("rotationMode", "MANUAL");
        var kept = await Jwks();
        var before = await Token();
        for (var rotation = 0; rotation < 3; rotation++)
        {
            (await Org.Post(Rotate, Sig)).ShouldSucceed();
            (await Verifies(await Token(), kept)).ShouldBeTrue();
            (await Verifies(before, await Jwks())).ShouldBeTrue();
            (await Active(before)).ShouldBeTrue();
            // The next key is too new for somebody who fetched just before: it may not sign yet.
            (await Org.Post(Rotate, Sig)).ShouldBeRefused(400, "E0000001", "minutes ago");
            Org.Clock.Advance(TimeSpan.FromSeconds(30));
            kept = await Jwks();
            Org.Clock.Advance(KeyRotation.JwksAge);
            Org.Clock.Advance(TimeSpan.FromSeconds(30));
            before = await Token();
        }
    }

    [Fact]                                                             // without one failed verification
    public async Task Tokens_are_issued_and_verified_while_keys_rotate()
    {
        await Sign("rotationMode", "MANUAL");
        var kept = await Jwks();
        var failed = 0;
        var kids = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        using var over = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 8).Select(async _ =>
        {
            while (!over.IsCancellationRequested)
            {
                var token = await Token();
                kids[KidOf(token)] = true;
                if (!await Verifies(token, kept) || !await Active(token)) Interlocked.Increment(ref failed);
            }
        }).ToArray();
        while (kids.IsEmpty) await Task.Yield();
        var first = kids.Keys.Single();
        (await Org.Post(Rotate, Sig)).ShouldSucceed();
        while (kids.Count < 2) await Task.Yield();
        await over.CancelAsync();
        await Task.WhenAll(callers);
        failed.ShouldBe(0);
        kids.Keys.ShouldContain(first);
        kids.Count.ShouldBe(2);
    }

    [Fact]                                                             // contract §3.4: nextRotation is 90 days ahead
    public async Task Keys_rotate_by_themselves_and_an_old_one_goes_when_its_last_token_has_ended()
    {
        var (old, next) = (await Kid("ACTIVE"), await Kid("NEXT"));
        for (var month = 0; month < 3; month++)
        {
            Org.Clock.Advance(TimeSpan.FromDays(29));
            (await Org.Read("/org")).ShouldSucceed();                   // the administrator's own token lives on by being used
        }
        Org.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(30));
        var rotation = Org.Services.GetRequiredService<KeyRotation>();
        await rotation.Turn(default);
        (await Kid("ACTIVE")).ShouldBe(old);
        var token = await Token();
        Org.Clock.Advance(TimeSpan.FromMinutes(31));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => rotation.Turn(default)));      // as several servers would
        (await Kid("ACTIVE")).ShouldBe(next);
        (await Kid("EXPIRED")).ShouldBe(old);
        (await Active(token)).ShouldBeTrue();
        (await Verifies(token, await Jwks())).ShouldBeTrue();
        Org.Clock.Advance(TimeSpan.FromHours(26));
        await Org.Services.GetRequiredService<KeyRing>().DeleteExpired(default);
        (await Jwks()).Select(key => key.KeyId).ShouldNotContain(old);
        (await Keys()).List.Count.ShouldBe(2);
    }

    [Fact]                                                             // contract §3.4
    public async Task A_server_in_manual_mode_keeps_its_key_until_it_is_told()
    {
        await Sign("rotationMode", "MANUAL");
        var old = await Kid("ACTIVE");
        for (var month = 0; month < 14; month++)
        {
            Org.Clock.Advance(TimeSpan.FromDays(29));
            (await Org.Read("/org")).ShouldSucceed();
        }
        await Org.Services.GetRequiredService<KeyRotation>().Turn(default);
        (await Kid("ACTIVE")).ShouldBe(old);
    }

    [Fact]                                                             // the database decides between several servers
    public async Task Of_16_rotations_at_once_one_happens()
    {
        await Sign("rotationMode", "MANUAL");
        await Jwks();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Org.Post(Rotate, Sig)));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(answer => answer.Status != HttpStatusCode.OK).ShouldAllBe(answer => (int)answer.Status == 400);
        (await Keys()).Each("status").Count(status => status == "EXPIRED").ShouldBe(1);
    }

    [Fact]                                                             // a second server over one database
    public async Task Another_server_verifies_at_once_and_signs_with_the_new_key_as_soon_as_it_hears_of_it()
    {
        await Jwks();
        var settings = Org.Services.GetRequiredService<ServerSettings>();
        await using var db = Database.Open(DatabaseSettings.Of(settings) with { ChangePoll = Timeout.InfiniteTimeSpan }, Org.Clock);
        await db.Migrate(default);
        using var other = new KeyRing(db, Org.Services.GetRequiredService<Seal>(), Org.Services.GetRequiredService<Belonging>(), SigningKey.Generate, Org.Clock);
        var org = (await Org.Services.GetRequiredService<OrgDirectory>().Default(default))!;
        var mine = Org.Services.GetRequiredService<KeyRing>();
        var old = await other.Active(org.Id, "default", "RS256", default);

        await Sign("rotationMode", "MANUAL");
        (await Org.Post(Rotate, Sig)).ShouldSucceed();
        var signsNow = await mine.Active(org.Id, "default", "RS256", default);
        signsNow.Kid.ShouldNotBe(old.Kid);
        (await other.Find(org.Id, "default", signsNow.Kid, default)).ShouldNotBeNull();          // it knew it as the next one
        (await mine.Find(org.Id, "default", old.Kid, default)).ShouldNotBeNull();                // and what the other still signs is verified here
        await db.Changes.Look(default);
        (await other.Active(org.Id, "default", "RS256", default)).Kid.ShouldBe(signsNow.Kid);
    }

    [Fact]                                                             // RS256 and ES256 per server and per app: chosen, it signs and is published at once
    public async Task A_server_or_an_app_that_changes_its_algorithm_signs_with_a_published_key_at_once()
    {
        var app = await Org.CreateAppAsync("native", new JsonObject { ["id_token_signed_response_alg"] = "ES256" });
        var tokens = await app.TokensAsync(Org.Person);
        var kept = await Jwks();
        (await Verifies(tokens.IdToken, kept)).ShouldBeTrue();
        KidOf(tokens.IdToken).ShouldBe(await Kid("ACTIVE", "ES256"));
        KidOf(tokens.AccessToken).ShouldBe(await Kid("ACTIVE"));
        await Sign("alg", "ES256");
        var signedOtherwise = await Org.NativeApp.TokensAsync(Org.Person);
        KidOf(signedOtherwise.AccessToken).ShouldBe(await Kid("ACTIVE", "ES256"));
        (await Verifies(signedOtherwise.AccessToken, kept)).ShouldBeTrue();
        (await Verifies(signedOtherwise.IdToken, kept)).ShouldBeTrue();
        (await Active(tokens.AccessToken)).ShouldBeTrue();
        (await Keys()).Each("status").ShouldBe(["ACTIVE", "ACTIVE", "NEXT", "NEXT"]);
    }

    [Fact]                                                             // the org's own server, whose access tokens only this server reads
    public async Task The_keys_of_the_orgs_own_server_rotate_too()
    {
        var app = Org.NativeApp with { Issuer = Org.Url };
        var before = await app.TokensAsync(Org.Person);
        (await Org.Read("/org/credentials/keys")).ShouldSucceed().Each("status").ShouldContain("NEXT");
        (await Org.Post("/org/credentials/lifecycle/keyRotate", Sig)).ShouldSucceed();
        var after = await app.TokensAsync(Org.Person);
        KidOf(after.IdToken).ShouldNotBe(KidOf(before.IdToken));
        KidOf(after.AccessToken).ShouldNotBe(KidOf(before.AccessToken));
        (await app.UserInfoAsync(before.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await app.UserInfoAsync(after.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // contract §3.4: Keys: whoever rotates because a key is known to others must not believe it done
    public async Task Keys_of_several_algorithms_rotate_all_or_none()
    {
        (await Org.Post(Rotate, Sig)).ShouldSucceed();
        await Sign("alg", "ES256");
        await Jwks();
        var (rsa, elliptic) = (await Kid("ACTIVE"), await Kid("ACTIVE", "ES256"));
        (await Org.Post(Rotate, Sig)).ShouldBeRefused(400, "E0000001", "minutes ago");
        (await Kid("ACTIVE")).ShouldBe(rsa);
        (await Kid("ACTIVE", "ES256")).ShouldBe(elliptic);
        Org.Clock.Advance(KeyRotation.LeastApart);
        (await Org.Post(Rotate, Sig)).ShouldSucceed();
        (await Kid("ACTIVE")).ShouldNotBe(rsa);
        (await Kid("ACTIVE", "ES256")).ShouldNotBe(elliptic);
    }
}
