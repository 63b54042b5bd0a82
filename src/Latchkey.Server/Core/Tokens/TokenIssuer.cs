using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Tokens;

/// <summary>Writes access tokens and ID tokens. RFC 9068's intent in Okta's shape: contract §2.3, OpenID Connect Core §2.</summary>
internal sealed class TokenIssuer(AppSignatures signatures, CustomClaims customClaims, TokenHook hook, TimeProvider clock)
{
    public static readonly TimeSpan IdTokenLifetime = TimeSpan.FromMinutes(60);

    private const string OrgTokenType = "application/okta-internal-at+jwt";

    /// <summary>The answer; a refresh token is the caller's to add.</summary>
    public async ValueTask<TokenAnswer> Issue(Granted granted, CancellationToken ct)
    {
        var withIdToken = granted.User is not null && (granted.IdTokenScopes ?? granted.Scopes).Contains(Scope.OpenId);
        var drafts = await Hooked(granted, access: true, withIdToken, ct);
        var accessToken = await AccessToken(granted, drafts, ct);
        return new TokenAnswer
        {
            TokenType = granted.KeyThumbprint is null ? "Bearer" : DPoPProof.Header,
            ExpiresIn = drafts?.ExpiresIn ?? (long)granted.AccessTokenLifetime.TotalSeconds,
            AccessToken = accessToken,
            Scope = granted.Scopes is [var single] ? single : string.Join(' ', granted.Scopes),
            IdToken = withIdToken ? await IdToken(granted, drafts, accessToken, null, ct) : null,
        };
    }

    /// <summary>What comes by way of the browser. OpenID Connect Core §3.2.2.5, §3.3.2.5; RFC 6749 §4.2.2.</summary>
    /// <param name="granted">What the tokens say.</param>
    /// <param name="type">Which of them.</param>
    /// <param name="code">The code they come with, if one does.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<FrontTokens> IssueInFront(Granted granted, ResponseType type, string? code, CancellationToken ct)
    {
        var drafts = await Hooked(granted, type.Token, type.IdToken, ct);
        var accessToken = type.Token ? await AccessToken(granted, drafts, ct) : null;
        var idToken = type.IdToken ? await IdToken(granted, drafts, accessToken, code, ct) : null;
        return new FrontTokens(accessToken is null ? null : Encoding.ASCII.GetString(accessToken), idToken is null ? null : Encoding.ASCII.GetString(idToken),
            drafts?.ExpiresIn ?? (long)granted.AccessTokenLifetime.TotalSeconds);
    }

    /// <summary>What the hook of the rule makes of them; null where none has to be asked.</summary>
    private async ValueTask<TokenDrafts?> Hooked(Granted granted, bool access, bool identity, CancellationToken ct)
    {
        if (granted.Rule.InlineHookId is null) return null;
        var drafts = new TokenDrafts(access ? Drafted(await AccessTokenClaims(granted, ct)) : null,
            identity ? Drafted(await IdTokenClaims(granted, whole: !access, null, null, ct)) : null);
        return await hook.Transform(granted, drafts, ct);
    }

    private static JsonObject Drafted(JsonBuffer written)
    {
        using (written) return JsonNode.Parse(written.Written)!.AsObject();
    }

    private static JsonBuffer Written(JsonObject claims)
    {
        var buffer = JsonBuffer.Rent();
        claims.WriteTo(buffer.Json);
        return buffer;
    }

    private async ValueTask<byte[]> AccessToken(Granted granted, TokenDrafts? drafts, CancellationToken ct)
    {
        var server = granted.Server;
        var key = await signatures.ForAccessToken(granted.App, server, ct);
        using var claims = drafts?.Access is { } drafted ? Written(drafted) : await AccessTokenClaims(granted, ct);
        return Jws.SignToBytes(key, claims.Written, server.IsOrgServer ? OrgTokenType : null);
    }

    /// <summary>All an access token says.</summary>
    public async ValueTask<JsonBuffer> AccessTokenClaims(Granted granted, CancellationToken ct)
    {
        var server = granted.Server;
        var custom = await customClaims.ForAccessToken(granted, ct);
        var now = clock.Seconds;

        var buffer = JsonBuffer.Rent();
        var json = buffer.Json;
        json.WriteStartObject();
        json.WriteNumber(Claim.Version, 1);
        TokenId.WriteOfAccessToken(json, granted);
        json.WriteString(Claim.Issuer, server.Issuer);
        json.WriteString(Claim.Audience, server.Audience);
        json.WriteString(Claim.Subject, custom.Subject ?? granted.User?.Login ?? granted.App.Id);
        json.WriteNumber(Claim.IssuedAt, now);
        json.WriteNumber(Claim.Expires, now + (long)granted.AccessTokenLifetime.TotalSeconds);
        json.WriteString(Claim.ClientId, granted.App.Id);
        if (granted.User is { } user) json.WriteString(Claim.UserId, user.Id);
        WriteArray(json, Claim.Scopes, granted.Scopes);
        if (granted.AuthenticatedAt is { } at) json.WriteNumber(Claim.AuthTime, at.ToUnixTimeSeconds());
        if (granted.Acr is { } acr) json.WriteString(Claim.Acr, acr);
        if (granted.KeyThumbprint is { } thumbprint) WriteConfirmation(json, thumbprint);
        if (granted.ActsFor is { } before) WriteActor(json, granted.App, before);
        // /userinfo answers from the token alone, so the token has to say it.
        if (granted.Claims.UserInfo.Count > 0) WriteArray(json, Claim.UserInfoClaims, granted.Claims.UserInfo);
        custom.Write(json);
        json.WriteEndObject();
        return buffer;
    }

    private async Task<byte[]> IdToken(Granted granted, TokenDrafts? drafts, byte[]? accessToken, string? code, CancellationToken ct)
    {
        var key = await signatures.ForIdToken(granted.App, granted.Server, ct);
        var (ofAccessToken, ofCode) = (accessToken is null ? null : TokenHash.Of(accessToken, key.Algorithm),
            code is null ? null : TokenHash.Of(code, key.Algorithm));
        if (drafts?.Identity is { } drafted)
        {
            if (ofAccessToken is not null) drafted[Claim.AtHash] = ofAccessToken;
            if (ofCode is not null) drafted[Claim.CHash] = ofCode;
        }
        using var claims = drafts?.Identity is { } hooked ? Written(hooked)
            : await IdTokenClaims(granted, whole: accessToken is null, ofAccessToken, ofCode, ct);
        return Jws.SignToBytes(key, claims.Written);
    }

    /// <summary>All an ID token says.</summary>
    /// <param name="granted">What it says.</param>
    /// <param name="whole">There will be no /userinfo to ask.</param>
    /// <param name="accessTokenHash">Of the access token it comes with.</param>
    /// <param name="codeHash">Of the code it comes with.</param>
    /// <param name="ct">Ends it.</param>
    public async ValueTask<JsonBuffer> IdTokenClaims(Granted granted, bool whole, string? accessTokenHash, string? codeHash, CancellationToken ct)
    {
        if (granted.IdTokenScopes is { } scopes) granted = granted with { Scopes = scopes };
        var (server, user) = (granted.Server, granted.User!);
        var custom = await customClaims.ForIdToken(granted, whole, ct);
        var now = clock.Seconds;

        var buffer = JsonBuffer.Rent();
        var json = buffer.Json;
        json.WriteStartObject();
        json.WriteString(Claim.Subject, user.Id);
        if (whole) StandardClaims.WriteAll(json, user, granted.Scopes, granted.Claims.IdToken);
        else StandardClaims.WriteThin(json, user, granted.Scopes, granted.Claims.IdToken);
        json.WriteNumber(Claim.Version, 1);
        json.WriteString(Claim.Issuer, server.Issuer);
        json.WriteString(Claim.Audience, granted.App.Id);
        json.WriteNumber(Claim.IssuedAt, now);
        json.WriteNumber(Claim.Expires, now + (long)IdTokenLifetime.TotalSeconds);
        TokenId.WriteOfIdToken(json, granted);
        WriteArray(json, Claim.Amr, Shown.Told(granted.Amr));
        json.WriteString(Claim.Idp, granted.IdpId ?? server.OrgId);
        if (granted.Nonce is { } nonce) json.WriteString(Claim.Nonce, nonce);
        if (granted.AuthenticatedAt is { } at) json.WriteNumber(Claim.AuthTime, at.ToUnixTimeSeconds());
        if (granted.Acr is { } acr) json.WriteString(Claim.Acr, acr);
        if (granted.Device is { } device)
        {
            json.WriteString(Claim.SessionId, device.Sid);
            json.WriteString(Claim.DsHash, device.DsHash);
        }
        else if (granted.SessionId is { Length: > 0 } session && (granted.App.BackchannelLogout ?? granted.App.FrontchannelLogout) is not null)
            json.WriteString(Claim.SessionId, session);
        if (accessTokenHash is not null) json.WriteString(Claim.AtHash, accessTokenHash);
        if (codeHash is not null) json.WriteString(Claim.CHash, codeHash);
        custom.Write(json);
        json.WriteEndObject();
        return buffer;
    }

    /// <summary>RFC 9449 §6.1.</summary>
    private static void WriteConfirmation(Utf8JsonWriter json, string thumbprint)
    {
        json.WriteStartObject(Claim.Confirmation);
        json.WriteString(Claim.KeyThumbprint, thumbprint);
        json.WriteEndObject();
    }

    /// <summary>Who acts now, and who did before, down to the app that the first token was for: this one ends with each of theirs. RFC 8693 §4.1.</summary>
    private static void WriteActor(Utf8JsonWriter json, App app, JsonElement before)
    {
        json.WriteStartObject(Claim.Actor);
        json.WriteString(Claim.Subject, app.Id);
        if (before.TryGetProperty(Claim.Actor, out var earlier))
        {
            json.WritePropertyName(Claim.Actor);
            earlier.WriteTo(json);
        }
        else if (Jws.StringOf(before, Claim.ClientId) is { } first)
        {
            json.WriteStartObject(Claim.Actor);
            json.WriteString(Claim.Subject, first);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        for (var i = 0; i < values.Count; i++) json.WriteStringValue(values[i]);
        json.WriteEndArray();
    }
}
