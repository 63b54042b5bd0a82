using Latchkey.Protocol;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SignOn;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Exchange;

/// <summary>An app of the same device gets tokens of its own for a device secret. OpenID Native SSO §4, contract §2.11.</summary>
internal sealed class NativeSsoExchange(Database db, DeviceSecrets secrets, IdTokenHints idTokens, Apps apps, GrantAllowance allowance,
    SignOnGate gate, RefreshTokens refreshTokens, TokenIssuer tokens, SystemLog log, TimeProvider clock)
{
    private const string SubjectInvalid = "'subject_token' is invalid.";
    private const string Ended = "The 'subject_token' either expired or the session associated with it was terminated.";

    public async Task<TokenAnswer> Exchange(TokenRequest request)
    {
        var (http, server, app, form) = request;
        var ct = request.Aborted;
        if (server.IsOrgServer) throw OAuthException.InvalidRequest("Token Exchange with a device secret needs a custom authorization server.");
        if (form["subject_token_type"] != TokenTypes.IdToken) throw OAuthException.InvalidRequest(SubjectInvalid);
        if (form["audience"] is { } audience && audience != server.Audience)
            throw OAuthException.InvalidTarget("Token Exchange requests must include a valid audience of the authorization server.");

        var secret = await secrets.Find(server.OrgId, form.Required("actor_token"), ct);
        if (secret is null || secret.ServerId != server.Id) throw OAuthException.InvalidRequest("'actor_token' is invalid.");
        if (!secret.InForce(clock.Now)) throw OAuthException.InvalidGrant(Ended);

        // It may have expired: while the secret lives, it only says whose session is meant.
        if (await idTokens.Read(form["subject_token"]!, request.Org, ct) is not { } subject || subject.Server.Id != server.Id
            || subject.UserId != secret.UserId) throw OAuthException.InvalidRequest(SubjectInvalid);
        if (Jws.StringOf(subject.Claims, Claim.SessionId) != secret.Sid || Jws.StringOf(subject.Claims, Claim.DsHash) != secret.DsHash)
            throw OAuthException.InvalidRequest(SubjectInvalid);
        if (await apps.FindClient(server.OrgId, subject.ClientId, ct) is not { Active: true } first || !first.GrantTypes.Contains(GrantType.TokenExchange))
            throw OAuthException.InvalidRequest(SubjectInvalid);

        var scopes = AuthorizeRequest.ScopesOf(form, app, server, new ResponseType(Code: true, IdToken: false, Token: false));
        // The first app must still be one its person may use: what it began does not outlive that.
        await allowance.RequireStillAllowed(server, first, secret.UserId, GrantType.TokenExchange, [], ct);
        var (user, rule) = await allowance.RequireStillAllowed(server, app, secret.UserId, GrantType.TokenExchange, scopes, ct);
        await allowance.RequireAgreed(server, app, user.Id, scopes, ct);
        // The second app is signed in to anew: not with less than its own sign-in page would ask for. Contract §2.11.
        await gate.RequireUnseen(http, new()
        {
            User = user, App = app, Amr = secret.Amr, ProvenAt = secret.AuthenticatedAt,
            FactorAt = Assurance.Has(secret.Amr, Assurance.Mfa) ? secret.AuthenticatedAt : null,
        }, "The client's assurance requirements are not met.");
        var granted = new Granted
        {
            Server = server, App = app, User = user, Rule = rule, Scopes = scopes, GrantType = GrantType.TokenExchange,
            GrantId = Ids.New(scopes.Contains(Scope.OfflineAccess) ? Ids.RefreshFamily : Ids.Grant),
            AuthenticatedAt = secret.AuthenticatedAt, Amr = secret.Amr, Acr = secret.Acr, IdpId = secret.IdpId, SessionId = secret.SessionId,
            KeyThumbprint = request.KeyThumbprint, Http = http,
            Device = scopes.Contains(Scope.DeviceSso) ? secret : null,
        };
        string? refreshToken = null;
        var used = await db.Write(async w =>
        {
            if (!await secrets.TryUse(w, secret, granted.GrantId)) return false;
            if (scopes.Contains(Scope.OfflineAccess)) refreshToken = await refreshTokens.Begin(w, http, granted, secret.SessionId);
            return true;
        }, ct);
        if (!used) throw OAuthException.InvalidGrant(Ended);
        await log.Record(request.Org, http, TokenEvents.DeviceSecret(granted));
        return await tokens.Issue(granted, ct) with { RefreshToken = refreshToken, IssuedTokenType = TokenTypes.AccessToken };
    }
}
