using Latchkey.Protocol;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Tokens;

/// <summary>
/// RFC 6749 §4.1.3 with RFC 7636 §4.5; and the code that an app's own pages got, which went to no redirect URI. Contract §4.
/// </summary>
internal sealed class AuthorizationCodeGrant(Database db, AuthorizationCodes codes, GrantAllowance allowance, RefreshTokens refreshTokens,
    DeviceSecrets deviceSecrets, TokenIssuer tokens, GrantRevocation grants, SystemLog log)
{
    private const string Invalid = "The authorization code is invalid or has expired.";

    public async Task<TokenAnswer> Redeem(string grant, TokenRequest request)
    {
        var (http, server, app, form) = request;
        var ct = request.Aborted;
        var code = await codes.Find(form.Required(grant == GrantType.InteractionCode ? GrantType.InteractionCode : Parameter.Code), ct);
        if (code is null || code.OrgId != server.OrgId || code.ServerId != server.Id || code.Interaction != (grant == GrantType.InteractionCode))
            throw OAuthException.InvalidGrant(Invalid);
        if (code.ClientId != app.Id)
            throw OAuthException.InvalidGrant(
                "The grant was issued to another client. Please make sure the 'client_id' matches the one used at the authorize request.");
        if (!code.Interaction && code.RedirectUri != form[Parameter.RedirectUri])
            throw OAuthException.InvalidGrant("The 'redirect_uri' does not match the redirection URI used in the authorization request.");
        RequireProof(code, form[Parameter.CodeVerifier]);
        request.RequireKey(code.KeyThumbprint, "The DPoP proof is not of the key the authorization code is bound to.");

        var (user, rule) = await allowance.RequireStillAllowed(server, app, code.UserId, grant, code.Scope.Split(' '), ct);
        var granted = new Granted
        {
            Server = server, App = app, User = user, Rule = rule, Scopes = code.Scope.Split(' '), GrantId = code.GrantId,
            AuthenticatedAt = code.AuthenticatedAt, Amr = code.Amr, Acr = code.Acr, Nonce = code.Nonce, SessionId = code.SessionId,
            KeyThumbprint = request.KeyThumbprint, Http = http, Claims = RequestedClaims.Restore(code.Claims), GrantType = grant, IdpId = code.IdpId,
        };

        string? refreshToken = null, secret = null;
        DeviceSecret? device = null;
        var redeemed = await db.Write(async w =>
        {
            if (!await codes.TryRedeem(w, code)) return false;
            if (granted.Scopes.Contains(Scope.OfflineAccess)) refreshToken = await refreshTokens.Begin(w, http, granted, code.SessionId);
            if (SharesDevice(granted)) (secret, device) = await deviceSecrets.Issue(w, granted, code.SessionId);
            return true;
        }, ct);
        if (!redeemed) await RefuseReplay(http, code, ct);

        await log.Record(http.Org, http, TokenEvents.TokenGrant(granted, grant));
        return await tokens.Issue(granted with { Device = device }, ct) with { RefreshToken = refreshToken, DeviceSecret = secret };
    }

    /// <summary>All three scopes, and the grant without which no app could use the secret. Contract §2.11.</summary>
    private static bool SharesDevice(Granted granted) => !granted.Server.IsOrgServer && granted.App.GrantTypes.Contains(GrantType.TokenExchange)
        && granted.Scopes.Contains(Scope.OpenId) && granted.Scopes.Contains(Scope.DeviceSso) && granted.Scopes.Contains(Scope.OfflineAccess);

    private static void RequireProof(AuthorizationCode code, string? verifier)
    {
        if (code.CodeChallenge is null)
        {
            // RFC 9700 §4.8.2: a verifier for a code that was asked for without a challenge is somebody's downgrade.
            if (verifier is not null) throw OAuthException.InvalidGrant("PKCE verification failed.");
            return;
        }
        if (verifier is null) throw OAuthException.InvalidGrant("PKCE code verifier is required by the application.");
        if (!Pkce.Proves(verifier, code.CodeChallenge)) throw OAuthException.InvalidGrant("PKCE verification failed.");
    }

    /// <summary>A code that was already used: what the first use handed out is void too (RFC 6749 §4.1.2). Committed before the refusal.</summary>
    private async Task RefuseReplay(HttpContext http, AuthorizationCode code, CancellationToken ct)
    {
        if (await codes.WasRedeemed(code, ct))
        {
            await grants.Revoke(code.OrgId, code.GrantId, "authorization code used twice", ct);
            await log.Record(http.Org, http, TokenEvents.Reuse(code.UserId, code.ClientId, code.GrantId, "authorization code used twice"));
        }
        throw OAuthException.InvalidGrant(Invalid);
    }
}
