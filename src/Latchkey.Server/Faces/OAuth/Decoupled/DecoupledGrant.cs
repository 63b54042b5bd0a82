using Latchkey.Protocol;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Decoupled;

/// <summary>An app asks whether its person has answered. RFC 8628 §3.4 and §3.5, CIBA Core §10.1 and §11.</summary>
internal sealed class DecoupledGrant(Database db, DecoupledRequests requests, GrantAllowance allowance, RefreshTokens refreshTokens, TokenIssuer tokens,
    SystemLog log, TimeProvider clock)
{
    public Task<TokenAnswer> RedeemDevice(TokenRequest request) =>
        Redeem(request, DecoupledRequest.Device, Parameter.DeviceCode, GrantType.DeviceCode, "device code", "device authorization");

    public Task<TokenAnswer> RedeemCiba(TokenRequest request) =>
        Redeem(request, DecoupledRequest.Ciba, Parameter.AuthReqId, GrantType.Ciba, "auth_req_id", "authentication");

    private async Task<TokenAnswer> Redeem(TokenRequest request, string kind, string parameter, string grantType, string what, string of)
    {
        var (http, server, app, form) = request;
        var ct = request.Aborted;
        var invalid = $"The {what} is invalid or has expired.";
        var asked = await requests.FindByCode(kind, form.Required(parameter), ct);
        if (asked is null || asked.OrgId != server.OrgId || asked.ServerId != server.Id) throw OAuthException.InvalidGrant(invalid);
        if (asked.ClientId != app.Id)
            throw OAuthException.InvalidGrant(
                "The grant was issued to another client. Please make sure the 'client_id' matches the one used at the authorize request.");
        if (asked.RedeemedAt is not null) throw OAuthException.InvalidGrant(invalid, "used twice");
        if (asked.Status == DecoupledRequest.Denied) throw OAuthException.AccessDenied("The resource owner denied the request.");
        if (clock.Now >= asked.ExpiresAt) throw OAuthException.Of("expired_token", $"The {what} has expired.");
        if (asked.Status == DecoupledRequest.Pending)
        {
            throw await requests.TryPoll(asked, ct) ? OAuthException.Of("authorization_pending", $"The {of} is pending. Please try again later.")
                : OAuthException.Of("slow_down", "Slow down the polling frequency. Please try again later.");
        }

        var (user, rule) = await allowance.RequireStillAllowed(server, app, asked.UserId!, grantType, asked.Scopes, ct);
        var granted = new Granted
        {
            Server = server, App = app, User = user, Rule = rule, Scopes = asked.Scopes, GrantType = grantType,
            GrantId = Ids.New(asked.Scopes.Contains(Scope.OfflineAccess) ? Ids.RefreshFamily : Ids.Grant),
            AuthenticatedAt = asked.AuthenticatedAt, Amr = asked.Amr!, Acr = asked.Acr, IdpId = asked.IdpId, SessionId = asked.SessionId,
            KeyThumbprint = request.KeyThumbprint, Http = http,
        };
        string? refreshToken = null;
        var redeemed = await db.Write(async w =>
        {
            if (!await requests.TryRedeem(w, asked)) return false;
            if (granted.Scopes.Contains(Scope.OfflineAccess)) refreshToken = await refreshTokens.Begin(w, http, granted, asked.SessionId!);
            return true;
        }, ct);
        if (!redeemed) throw OAuthException.InvalidGrant(invalid, "used twice, or taken back meanwhile");

        await log.Record(request.Org, http, TokenEvents.TokenGrant(granted, grantType));
        return await tokens.Issue(granted, ct) with { RefreshToken = refreshToken };
    }
}
