using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Keys;
using Latchkey.Server.Web;

namespace Latchkey.Server.Tokens;

/// <summary>Writes access tokens and ID tokens. RFC 9068's intent in Okta's shape: contract §2.3, OpenID Connect Core §2.</summary>
public sealed class TokenIssuer(KeyRing keys, TimeProvider clock)
{
    public static readonly TimeSpan IdTokenLifetime = TimeSpan.FromMinutes(60);

    private const string OrgTokenType = "application/okta-internal-at+jwt";

    // Tokens are signed bytes, not HTML: escaping every non-ASCII name would only make them longer.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The token response; a refresh token is the caller's to add.</summary>
    public async Task<TokenResponse> Issue(Granted granted, CancellationToken ct)
    {
        var accessToken = await AccessToken(granted, ct);
        return new TokenResponse
        {
            TokenType = granted.KeyThumbprint is null ? "Bearer" : DPoPProof.Header,
            ExpiresIn = (long)granted.AccessTokenLifetime.TotalSeconds,
            AccessToken = accessToken,
            Scope = string.Join(' ', granted.Scopes),
            IdToken = granted.User is not null && granted.Scopes.Contains(Scope.OpenId) ? await IdToken(granted, accessToken, ct) : null,
        };
    }

    private async Task<string> AccessToken(Granted granted, CancellationToken ct)
    {
        var server = granted.Server;
        var key = server.IsOrgServer ? await keys.Active(server.OrgId, KeyRing.InternalServer, "ES256", ct) : await keys.Active(server, ct);
        var now = clock.Seconds;

        var buffer = new ArrayBufferWriter<byte>(640);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteNumber(Claim.Version, 1);
            json.WriteString(Claim.JwtId, granted.GrantId is { } grant ? $"AT.{Unique()}.{grant}" : $"AT.{Unique()}");
            json.WriteString(Claim.Issuer, server.Issuer);
            json.WriteString(Claim.Audience, server.Audience);
            json.WriteString(Claim.Subject, granted.User?.Login ?? granted.App.Id);
            json.WriteNumber(Claim.IssuedAt, now);
            json.WriteNumber(Claim.Expires, now + (long)granted.AccessTokenLifetime.TotalSeconds);
            json.WriteString(Claim.ClientId, granted.App.Id);
            if (granted.User is { } user) json.WriteString(Claim.UserId, user.Id);
            WriteArray(json, Claim.Scopes, granted.Scopes);
            if (granted.AuthenticatedAt is { } at) json.WriteNumber(Claim.AuthTime, at.ToUnixTimeSeconds());
            if (granted.Acr is { } acr) json.WriteString(Claim.Acr, acr);
            if (granted.KeyThumbprint is { } thumbprint) WriteConfirmation(json, thumbprint);
            json.WriteEndObject();
        }
        return Jws.Sign(key, buffer.WrittenSpan, server.IsOrgServer ? OrgTokenType : null);
    }

    private async Task<string> IdToken(Granted granted, string accessToken, CancellationToken ct)
    {
        var (server, user) = (granted.Server, granted.User!);
        var key = await keys.Active(server.OrgId, server.Id, granted.App.IdTokenAlgorithm ?? server.SigningAlgorithm, ct);
        var now = clock.Seconds;

        var buffer = new ArrayBufferWriter<byte>(640);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString(Claim.Subject, user.Id);
            StandardClaims.WriteThin(json, user, granted.Scopes);
            json.WriteNumber(Claim.Version, 1);
            json.WriteString(Claim.Issuer, server.Issuer);
            json.WriteString(Claim.Audience, granted.App.Id);
            json.WriteNumber(Claim.IssuedAt, now);
            json.WriteNumber(Claim.Expires, now + (long)IdTokenLifetime.TotalSeconds);
            json.WriteString(Claim.JwtId, $"ID.{Unique()}");
            WriteArray(json, Claim.Amr, granted.Amr.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            json.WriteString(Claim.Idp, server.OrgId);
            if (granted.Nonce is { } nonce) json.WriteString(Claim.Nonce, nonce);
            if (granted.AuthenticatedAt is { } at) json.WriteNumber(Claim.AuthTime, at.ToUnixTimeSeconds());
            if (granted.Acr is { } acr) json.WriteString(Claim.Acr, acr);
            json.WriteString(Claim.AtHash, TokenHash.Of(accessToken));
            json.WriteEndObject();
        }
        return Jws.Sign(key, buffer.WrittenSpan);
    }

    /// <summary>RFC 9449 §6.1.</summary>
    private static void WriteConfirmation(Utf8JsonWriter json, string thumbprint)
    {
        json.WriteStartObject(Claim.Confirmation);
        json.WriteString(Claim.KeyThumbprint, thumbprint);
        json.WriteEndObject();
    }

    private static string Unique() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    private static void WriteArray(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
