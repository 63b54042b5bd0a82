using System.Text.Json.Nodes;
using Latchkey.Server.Core.Keys;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Keys;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Tests.Keys;

/// <summary>GET {issuer}/v1/keys. RFC 7517, contract §2.9.</summary>
public sealed class KeysTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<JsonArray> Published(string endpoints) => JsonNode.Parse((await Org.Visit(endpoints + "/keys")).Text)!["keys"]!.AsArray();

    [Fact]                                                             // contract §2.9
    public async Task Keys_are_public_cacheable_and_without_a_private_part()
    {
        foreach (var endpoints in (string[])[Org.Url + "/oauth2/v1", Org.Issuer + "/v1"])
        {
            var answer = await Org.Visit(endpoints + "/keys?client_id=" + Org.NativeApp.ClientId, ("Origin", "https://anywhere.example"));
            answer.Status.ShouldBe(200);
            answer.MediaType.ShouldBe("application/json");
            answer.Headers["Cache-Control"].ShouldContain("max-age=");
            answer.Headers["Access-Control-Allow-Origin"].ShouldBe("*");
            foreach (var key in JsonNode.Parse(answer.Text)!["keys"]!.AsArray().Select(key => key!.AsObject()))
            {
                key.Select(member => member.Key).ShouldBe(key["kty"]!.GetValue<string>() == "RSA" ? ["kty", "alg", "kid", "use", "e", "n"] : ["kty", "alg", "kid", "use", "crv", "x", "y"], ignoreOrder: true);
                key["use"]!.GetValue<string>().ShouldBe("sig");
            }
        }
    }

    [Fact]                                                             // a foreign library verifies what we sign
    public async Task Tokens_verify_with_the_published_keys_in_a_foreign_library()
    {
        var tokens = await Org.NativeApp.TokensAsync(Org.Person);
        var keys = new JsonWebKeySet((await Org.Visit(Org.Issuer + "/v1/keys")).Text).GetSigningKeys();
        foreach (var (token, audience) in ((string, string)[])[(tokens.AccessToken, "api://default"), (tokens.IdToken, Org.NativeApp.ClientId)])
        {
            var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters { ValidIssuer = Org.Issuer, ValidAudience = audience, IssuerSigningKeys = keys, ValidateLifetime = false });
            result.IsValid.ShouldBeTrue(result.Exception?.Message);
        }
    }

    [Fact]                                                             // contract §1.2: the org server's access tokens are for Latchkey alone
    public async Task The_key_of_the_org_servers_access_tokens_is_not_published()
    {
        var tokens = await (Org.NativeApp with { Issuer = Org.Url }).TokensAsync(Org.Person);
        static JsonNode Header(string token) => JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[0]))!;
        var kids = (await Published(Org.Url + "/oauth2/v1")).Concat(await Published(Org.Issuer + "/v1")).Select(key => key!["kid"]!.GetValue<string>()).ToList();
        kids.ShouldNotContain(Header(tokens.AccessToken)["kid"]!.GetValue<string>());
        Header(tokens.AccessToken)["typ"]!.GetValue<string>().ShouldBe("application/okta-internal-at+jwt");
        kids.ShouldContain(Header(tokens.IdToken)["kid"]!.GetValue<string>());
    }

    [Fact]                                                             // two first uses at once make one key
    public async Task Of_32_first_uses_of_an_algorithm_one_makes_the_key()
    {
        var ring = Org.Services.GetRequiredService<KeyRing>();
        var org = (await Org.Services.GetRequiredService<OrgDirectory>().Default(default))!;
        var made = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => ring.Active(org.Id, "aus-fresh", "ES256", default).AsTask()));
        made.Select(key => key.Kid).Distinct().Count().ShouldBe(1);
    }

    [Fact]                                                             // house rule: what can expire is swept
    public async Task A_key_is_swept_after_its_last_token_has_ended()
    {
        // The server's own sweep is kept away, so that this one decides.
        await using var testOrg = await TestOrg.StartAsync(settings => settings with { CleanupInterval = TimeSpan.FromDays(40) });
        var ring = testOrg.Services.GetRequiredService<KeyRing>();
        var db = testOrg.Services.GetRequiredService<Database>();
        var org = (await testOrg.Services.GetRequiredService<OrgDirectory>().Default(default))!;
        var kid = (await ring.Active(org.Id, "aus-old", "ES256", default)).Kid;
        await db.Change("update signing_keys set status = 'EXPIRED', expires_at = @end where kid = @kid", new { kid, end = testOrg.Clock.GetUtcNow().AddHours(1) }, default);
        await ring.DeleteExpired(default);
        (await ring.Find(org.Id, "aus-old", kid, default)).ShouldNotBeNull();
        testOrg.Clock.Advance(TimeSpan.FromHours(2));
        await ring.DeleteExpired(default);
        (await ring.Find(org.Id, "aus-old", kid, default)).ShouldBeNull();
    }

    [Fact]
    public async Task At_rest_the_private_half_is_sealed()
    {
        var rows = await Org.Services.GetRequiredService<Database>().Many<SigningKeyRow>("select * from signing_keys", null, default);
        rows.ShouldNotBeEmpty();
        rows.ShouldAllBe(row => !row.SealedPrivateKey.Contains("\"d\"", StringComparison.Ordinal) && !row.SealedPrivateKey.Contains('{'));
    }
}
