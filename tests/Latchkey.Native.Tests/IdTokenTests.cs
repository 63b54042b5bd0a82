using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Protocol;

namespace Latchkey.Native.Tests;

/// <summary>Each check of OpenID Connect Core §3.1.3.7 with a token that fails only it.</summary>
public sealed class IdTokenTests : NativeTest
{
    private long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public async Task Signatures_with_public_keys_are_accepted(string algorithm)      // RFC 7518 §3.1
    {
        Provider.RotateKey(algorithm);
        (await SignedIn()).User.Name.ShouldBe("Mia Muster");
    }

    [Theory]
    [InlineData("iss", "https://evil.example")]                        // §3.1.3.7 (2)
    [InlineData("aud", "another-app")]                                 // §3.1.3.7 (3)
    [InlineData("aud", null)]
    [InlineData("azp", "another-app")]                                 // §3.1.3.7 (5)
    [InlineData("nonce", "another")]                                   // §3.1.3.7 (11)
    [InlineData("nonce", null)]
    [InlineData("at_hash", "AAAAAAAAAAAAAAAAAAAAAA")]                  // §3.1.3.8
    [InlineData("sub", null)]
    [InlineData("exp", null)]
    [InlineData("iat", null)]
    public async Task A_wrong_or_missing_claim_is_refused(string claim, string? value)
    {
        Provider.ChangesIdToken = claims =>
        {
            if (value is null) claims.Remove(claim);
            else claims[claim] = value;
        };
        await IsRefused(claim);
    }

    [Fact]                                                             // §3.1.3.7 (4)
    public async Task Several_audiences_need_an_azp_that_is_this_app()
    {
        Provider.ChangesIdToken = claims => claims["aud"] = new JsonArray(ScriptedProvider.ClientId, "another-app");
        await IsRefused("azp");

        Provider.ChangesIdToken = claims =>
        {
            claims["aud"] = new JsonArray("another-app", ScriptedProvider.ClientId);
            claims["azp"] = ScriptedProvider.ClientId;
        };
        await SignedIn();
    }

    [Fact]                                                             // §3.1.3.7 (9)
    public async Task An_expired_token_is_refused()
    {
        Provider.ChangesIdToken = claims => claims["exp"] = Now - 61;
        await IsRefused("exp");
    }

    [Theory]                                                           // §3.1.3.7 (10)
    [InlineData(-301)]
    [InlineData(301)]
    public async Task A_token_issued_at_another_time_is_a_clock_problem_with_the_offset(int seconds)
    {
        Provider.ChangesIdToken = claims => claims["iat"] = Now + seconds;
        var refusal = await Refused(() => App().SignInAsync());
        refusal.Kind.ShouldBe(SignInErrorKind.ClockSkew);
        refusal.ClockOffset!.Value.TotalSeconds.ShouldBe(seconds, 1.5);
    }

    [Fact]                                                             // RFC 7519 §4.1.5
    public async Task A_token_for_later_is_refused()
    {
        Provider.ChangesIdToken = claims => claims["nbf"] = Now + 600;
        await IsRefused("nbf");
    }

    [Theory]                                                           // §3.1.3.7 (13)
    [InlineData(-3700)]
    [InlineData(null)]
    public async Task With_max_age_an_old_or_missing_auth_time_is_refused(int? seconds)
    {
        Provider.ChangesIdToken = claims =>
        {
            if (seconds is { } ago) claims["auth_time"] = Now + ago;
            else claims.Remove("auth_time");
        };
        (await Refused(() => App().SignInAsync(new() { MaxAge = TimeSpan.FromHours(1) }))).Message.ShouldContain("auth_time");
        (await App().GetSessionAsync()).ShouldBeNull();
    }

    [Fact]                                                             // RFC 8725 §3.1
    public async Task Alg_none_is_refused()
    {
        Provider.ChangesIdTokenHeader = header => header["alg"] = "none";
        await IsRefused("alg");
    }

    [Fact]                                                             // RFC 8725 §2.1
    public async Task A_token_signed_with_the_public_key_as_a_secret_is_refused()
    {
        Provider.SignsIdToken = claims =>
        {
            var jwk = Provider.Keys[0].ToJwk();
            var text = $"{Encode(new() { ["alg"] = "HS256", ["kid"] = Provider.Keys[0].Id })}.{Encode(claims)}";
            return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(Base64Url.DecodeFromChars(jwk["n"]!.GetValue<string>()), Encoding.ASCII.GetBytes(text)))}";
        };
        await IsRefused("alg");
    }

    [Fact]                                                             // RFC 7515 §4.1.11
    public async Task An_unknown_critical_header_is_refused()
    {
        Provider.ChangesIdTokenHeader = header => header["crit"] = new JsonArray("x");
        await IsRefused("crit");
    }

    [Fact]                                                             // §3.1.3.7 (6)
    public async Task A_signature_by_another_key_of_the_same_name_is_refused()
    {
        using var thief = SigningKey.Create(Provider.Keys[0].Id);
        Provider.SignsIdToken = claims => thief.Sign(claims);
        await IsRefused("signature");
    }

    [Fact]                                                             // RFC 8725 §3.1
    public async Task A_key_is_used_with_its_own_algorithm_only()
    {
        Provider.ChangesIdTokenHeader = header => header["alg"] = "RS512";
        await IsRefused("no key");
    }

    [Fact]
    public async Task A_changed_claim_breaks_the_signature()
    {
        Provider.SignsIdToken = claims =>
        {
            var parts = Provider.Keys[0].Sign(claims).Split('.');
            claims["sub"] = "00u2";
            return $"{parts[0]}.{Encode(claims)}.{parts[2]}";
        };
        await IsRefused("signature");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("e30.bnVsbA.c2ln")]
    public async Task What_is_not_a_jwt_is_refused(string token)
    {
        Provider.SignsIdToken = _ => token;
        (await Refused(() => App().SignInAsync())).Kind.ShouldBe(SignInErrorKind.Server);
    }

    [Fact]                                                             // §3.1.3.3
    public async Task A_token_answer_without_an_id_token_is_refused()
    {
        Provider.ChangesTokenAnswer = answer => answer.Remove("id_token");
        await IsRefused("no ID token");
    }

    [Fact]                                                             // §10.1.1
    public async Task An_unknown_key_id_is_worth_one_early_look_and_no_more()
    {
        await SignedIn();
        Provider.KeyFetches.ShouldBe(1);

        var app = App();
        var session = (await app.GetSessionAsync())!;
        await session.RefreshAsync();
        Provider.RotateKey();
        await session.RefreshAsync();
        var fetched = Provider.KeyFetches;

        using var stranger = SigningKey.Create("never-published");
        Provider.SignsIdToken = claims => stranger.Sign(claims);
        for (var i = 0; i < 5; i++) (await Refused(() => session.RefreshAsync())).Message.ShouldContain("no key 'never-published'");
        Provider.KeyFetches.ShouldBe(fetched);

        Clock.Advance(TimeSpan.FromMinutes(2));
        Provider.SignsIdToken = null;
        Provider.RotateKey();
        await session.RefreshAsync();
        Provider.KeyFetches.ShouldBe(fetched + 1);
    }

    [Fact]                                                             // §3.1.3.6
    public async Task At_hash_uses_the_hash_of_the_signature()
    {
        Provider.RotateKey("ES384");
        Provider.ChangesIdToken = claims => claims["at_hash"] = TokenHash.Of("another token", "ES384");
        await IsRefused("at_hash");

        string? hash = null;
        Provider.ChangesIdToken = claims => hash = claims["at_hash"]!.GetValue<string>();
        await SignedIn();
        hash!.Length.ShouldBe(32);      // half of SHA-384
    }

    private async Task IsRefused(string why)
    {
        var refusal = await Refused(() => App().SignInAsync());
        refusal.Kind.ShouldBe(SignInErrorKind.Server);
        refusal.IsTransient.ShouldBeFalse();
        refusal.Message.ShouldContain(why);
        (await App().GetSessionAsync()).ShouldBeNull();
        (await (await Browser.Page!).Content.ReadAsStringAsync()).ShouldContain("You are not signed in");
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
