using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Protocol;
using Latchkey.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Tests.Kit;

/// <summary>What the OpenID conformance suite asks of every answer, whatever the module. oidc-checks §0.</summary>
internal static partial class Rules
{
    /// <summary>Claims of an ID token that nobody has to ask for.</summary>
    private static readonly string[] OfEveryIdToken =
        ["iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "azp", "at_hash", "c_hash", "s_hash", "nbf", "jti", "sid", "txn"];

    /// <summary>Okta's own two in every ID token: the suite's one warning about them. Contract §2.3.</summary>
    public static readonly string[] OktasOwn = ["ver", "idp"];

    /// <summary>No guess finds it: at least 16 bytes, and more than 96 bits of entropy in its letters.</summary>
    public static void ShouldBeUnguessable(this string secret)
    {
        secret.Length.ShouldBeGreaterThanOrEqualTo(16);
        secret.ShouldAllBe(letter => letter >= 0x20 && letter <= 0x7e);
        var entropy = secret.Length * secret.GroupBy(letter => letter).Select(group => (double)group.Count() / secret.Length).Sum(share => -share * Math.Log2(share));
        entropy.ShouldBeGreaterThan(96);
    }

    /// <summary>Only public keys, each with a name of its own.</summary>
    public static JsonWebKeySet ShouldBeJwks(string text)
    {
        var keys = JsonNode.Parse(text)!["keys"]!.AsArray();
        keys.ShouldNotBeEmpty();
        foreach (var key in keys.Select(key => key!.AsObject()))
        {
            foreach (var secret in (string[])["d", "p", "q", "dp", "dq", "qi", "k"]) key.ContainsKey(secret).ShouldBeFalse(secret);
            var numbers = key["kty"]!.GetValue<string>() switch { "RSA" => (string[])["n", "e"], "EC" => ["x", "y"], var kty => throw new InvalidOperationException(kty) };
            foreach (var number in numbers) Base64Url.IsValid(key[number]!.GetValue<string>()).ShouldBeTrue(number);
            foreach (var number in numbers) key[number]!.GetValue<string>().ShouldNotContain('=');
            key["alg"]!.GetValue<string>().ShouldBeOneOf("RS256", "ES256", "PS256");
            key["use"]!.GetValue<string>().ShouldBe("sig");
        }
        keys.Select(key => key!["kid"]!.GetValue<string>()).ShouldBeUnique();
        return new JsonWebKeySet(text);
    }

    /// <summary>Token response, success.</summary>
    public static void ShouldBeTokens(this TestAnswer answer, string type = "Bearer")
    {
        ((int)answer.Status).ShouldBe(200, answer.Text);
        answer.Headers["Content-Type"].ShouldStartWith("application/json");
        answer.Headers["Cache-Control"].ShouldContain("no-store");
        answer.AccessToken.ShouldBeUnguessable();
        answer["token_type"].ShouldBe(type);
        answer.Json["expires_in"]!.AsValue().GetValueKind().ShouldBe(JsonValueKind.Number);
        answer.Json["expires_in"]!.GetValue<long>().ShouldBeInRange(1, 365 * 86_400);
        if (answer["refresh_token"] is { } refresh)
        {
            refresh.ShouldBeUnguessable();
            refresh.ShouldAllBe(letter => letter >= 0x20 && letter <= 0x7e);           // VSCHAR
        }
    }

    /// <summary>Token endpoint, pushed requests and registration, refusal.</summary>
    public static void ShouldRefuse(this TestAnswer answer, params string[] errors)
    {
        answer.Headers["Content-Type"].ShouldStartWith("application/json", Case.Sensitive, answer.Text);
        ((int)answer.Status).ShouldBeOneOf(answer["error"] == "invalid_client" ? [400, 401] : [400]);
        answer["error"].ShouldBeOneOf([.. errors]);
        ShouldBePlain(answer["error_description"]);
    }

    /// <summary>Nothing of an error_description may break out of where it is written.</summary>
    public static void ShouldBePlain(string? description) =>
        (description ?? "").ShouldAllBe(letter => letter == 0x20 || letter == 0x21 || (letter >= 0x23 && letter <= 0x5b) || (letter >= 0x5d && letter <= 0x7e));

    /// <summary>An ID token of now, for this client, signed with a key of the JWKS.</summary>
    /// <returns>Its claims.</returns>
    public static async Task<JsonObject> ShouldBeIdToken(string token, string issuer, string clientId, string? nonce, JsonWebKeySet keys, DateTimeOffset now, params string[] algorithms)
    {
        var (header, claims) = (Part(token, 0), Part(token, 1));
        header["alg"]!.GetValue<string>().ShouldBeOneOf(algorithms.Length > 0 ? algorithms : ["RS256"]);
        header["kid"]!.GetValue<string>().ShouldBeOneOf([.. keys.Keys.Select(key => key.KeyId)]);
        var read = await new JsonWebTokenHandler().ValidateTokenAsync(token, new()
        {
            ValidIssuer = issuer, ValidAudience = clientId, IssuerSigningKeys = keys.GetSigningKeys(), ValidateLifetime = false,
        });
        read.IsValid.ShouldBeTrue(read.Exception?.Message);

        var seconds = now.ToUnixTimeSeconds();
        claims["iss"]!.GetValue<string>().ShouldBe(issuer);
        claims["exp"]!.GetValue<long>().ShouldBeInRange(seconds - 300, seconds + (50L * 365 * 86_400));
        claims["iat"]!.GetValue<long>().ShouldBeInRange(seconds - 300, seconds + 300);
        claims["auth_time"]!.GetValue<long>().ShouldBeInRange(seconds - (365 * 86_400), seconds);
        claims["acr"]?.GetValue<string>().ShouldNotBeEmpty();
        claims["nonce"]?.GetValue<string>().ShouldBe(nonce);
        claims.ContainsKey("nonce").ShouldBe(nonce is not null);
        var subject = claims["sub"]!.GetValue<string>();
        subject.Length.ShouldBeInRange(1, 255);
        subject.ShouldAllBe(letter => letter > 0x20 && letter < 0x7f);
        ShouldBeWellTyped(claims);
        return claims;
    }

    /// <summary>at_hash and c_hash, where they are there.</summary>
    public static void ShouldMatch(this JsonObject claims, string? accessToken, string? code, string algorithm)
    {
        if (claims["at_hash"] is { } ofToken) ofToken.GetValue<string>().ShouldBe(TokenHash.Of(accessToken!, algorithm));
        if (claims["c_hash"] is { } ofCode) ofCode.GetValue<string>().ShouldBe(TokenHash.Of(code!, algorithm));
    }

    /// <summary>Nothing beyond the protocol's own claims but Okta's two, and what the scopes or the request asked for.</summary>
    public static void ShouldSayNoMore(this JsonObject claims, params string[] asked) =>
        claims.Select(claim => claim.Key).Except([.. OfEveryIdToken, .. OktasOwn, .. asked]).ShouldBeEmpty();

    /// <summary>The types of the standard claims. OpenID Connect Core §5.1.</summary>
    public static void ShouldBeWellTyped(this JsonObject told)
    {
        foreach (var (claim, value) in told)
        {
            switch (claim)
            {
                case "email_verified" or "phone_number_verified":
                    value!.GetValueKind().ShouldBeOneOf(JsonValueKind.True, JsonValueKind.False);
                    break;
                case "updated_at":
                    value!.GetValueKind().ShouldBe(JsonValueKind.Number);
                    value.GetValue<long>().ShouldBeInRange(1, 32_503_680_000);          // seconds, and not milliseconds
                    break;
                case "address":
                    foreach (var (_, part) in value!.AsObject()) ShouldBeText(part);
                    break;
                case "birthdate":
                    Birthdate().IsMatch(value!.GetValue<string>()).ShouldBeTrue();
                    break;
                case "name" or "given_name" or "family_name" or "middle_name" or "nickname" or "preferred_username" or "profile" or "picture" or "website" or "gender" or "zoneinfo" or "locale" or "email" or "phone_number" or "sub":
                    ShouldBeText(value);
                    break;
            }
        }
    }

    private static void ShouldBeText(JsonNode? value)
    {
        value!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
        value.GetValue<string>().ShouldNotBe("null");
    }

    /// <summary>A part of a JWT, unverified.</summary>
    public static JsonObject Part(string token, int part) => (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[part]))!;

    /// <summary>Letters of an address, as the suite makes state and nonce.</summary>
    public static string Letters(int length) => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", length);

    /// <summary>The long state of some modules: every unreserved letter.</summary>
    public static string LongState() => "-._~" + Letters(124);

    public static string Query(IEnumerable<KeyValuePair<string, string?>> parameters) =>
        string.Join('&', parameters.Where(one => one.Value is not null).Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value!)}"));

    public static string Text(this int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d{4}|\d{4}-\d{2}-\d{2})$", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Birthdate();
}
