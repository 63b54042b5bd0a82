using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Authorize;
using Latchkey.Server.Factors;
using Latchkey.Server.Keys;
using Latchkey.Server.Orgs;
using Latchkey.Server.Storage;
using Latchkey.Server.SystemLog;
using Latchkey.Server.Tokens;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.DeviceSecrets;

/// <summary>RFC 8693. Three exchanges: a device secret for tokens of another app, an app's tokens for a way into a web app, a user's token for one a service acts with.</summary>
public sealed class TokenExchangeGrant(NativeSsoExchange nativeSso, InterclientExchange interclient, OnBehalfExchange onBehalf)
{
    public Task<TokenResponse> Exchange(TokenRequest request)
    {
        var form = request.Form;
        form.Required("subject_token");
        form.Required("subject_token_type");
        if (form["requested_token_type"] == TokenTypes.Interclient) return interclient.Exchange(request);
        if (form["requested_token_type"] is { } wanted && wanted != TokenTypes.AccessToken) throw OAuthException.InvalidRequest("The 'requested_token_type' parameter is not supported.");
        if (form["actor_token_type"] == TokenTypes.DeviceSecret) return nativeSso.Exchange(request);
        if (form.Has("actor_token") || form.Has("actor_token_type")) throw OAuthException.InvalidRequest("'actor_token' is invalid.");
        if (form["subject_token_type"] == TokenTypes.AccessToken) return onBehalf.Exchange(request);
        throw OAuthException.InvalidRequest("The 'subject_token_type' parameter is not supported for this exchange.");
    }
}

/// <summary>RFC 8693 §3, OpenID Native SSO §3.2, contract §2.11 and §2.12.</summary>
public static class TokenTypes
{
    public const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";
    public const string IdToken = "urn:ietf:params:oauth:token-type:id_token";
    public const string DeviceSecret = "urn:x-oath:params:oauth:token-type:device-secret";
    public const string Interclient = "urn:okta:params:oauth:token-type:interclient_token";
}

/// <summary>An app of the same device gets tokens of its own for a device secret. OpenID Native SSO §4, contract §2.11.</summary>
public sealed class NativeSsoExchange(Database db, DeviceSecrets secrets, IdTokenHints idTokens, Apps.Apps apps, GrantAllowance allowance, Factors.Factors factors, RefreshTokens refreshTokens, TokenIssuer tokens, SystemLog.SystemLog log, TimeProvider clock)
{
    private const string SubjectInvalid = "'subject_token' is invalid.";
    private const string Ended = "The 'subject_token' either expired or the session associated with it was terminated.";

    public async Task<TokenResponse> Exchange(TokenRequest request)
    {
        var (http, server, app, form) = request;
        var ct = request.Aborted;
        if (server.IsOrgServer) throw OAuthException.InvalidRequest("Token Exchange with a device secret needs a custom authorization server.");
        if (form["subject_token_type"] != TokenTypes.IdToken) throw OAuthException.InvalidRequest(SubjectInvalid);
        if (form["audience"] is { } audience && audience != server.Audience) throw OAuthException.InvalidTarget("Token Exchange requests must include a valid audience of the authorization server.");

        var secret = await secrets.Find(server.OrgId, form.Required("actor_token"), ct);
        if (secret is null || secret.ServerId != server.Id) throw OAuthException.InvalidRequest("'actor_token' is invalid.");
        if (!secret.InForce(clock.Now)) throw OAuthException.InvalidGrant(Ended);

        // It may have expired: while the secret lives, it only says whose session is meant.
        if (await idTokens.Read(form["subject_token"]!, request.Org, ct) is not { } subject || subject.Server.Id != server.Id || subject.UserId != secret.UserId) throw OAuthException.InvalidRequest(SubjectInvalid);
        if (Jws.StringOf(subject.Claims, Claim.SessionId) != secret.Sid || Jws.StringOf(subject.Claims, Claim.DsHash) != secret.DsHash) throw OAuthException.InvalidRequest(SubjectInvalid);
        if (await apps.Find(server.OrgId, subject.ClientId, ct) is not { Active: true } first || !first.GrantTypes.Contains(GrantType.TokenExchange)) throw OAuthException.InvalidRequest(SubjectInvalid);

        var scopes = AuthorizeRequest.ScopesOf(form, app, server, new ResponseType(Code: true, IdToken: false, Token: false));
        // The first app must still be one its person may use: what it began does not outlive that.
        await allowance.RequireStillAllowed(server, first, secret.UserId, GrantType.TokenExchange, [], ct);
        var (user, rule) = await allowance.RequireStillAllowed(server, app, secret.UserId, GrantType.TokenExchange, scopes, ct);
        await allowance.RequireAgreed(server, app, user.Id, scopes, ct);
        // The second app is signed in to anew: not with less than its own sign-in page would ask for. Contract §2.11.
        if (Assurance.Owes(secret.Amr, await factors.ProvableBy(user, ct))) throw OAuthException.InvalidGrant("The client's assurance requirements are not met.", "a second factor has been set up since the first app signed in");
        var granted = new Granted
        {
            Server = server, App = app, User = user, Rule = rule, Scopes = scopes, GrantType = GrantType.TokenExchange, GrantId = Ids.New(scopes.Contains(Scope.OfflineAccess) ? Ids.RefreshFamily : Ids.Grant),
            AuthenticatedAt = secret.AuthenticatedAt, Amr = secret.Amr, Acr = secret.Acr, SessionId = secret.SessionId, KeyThumbprint = request.KeyThumbprint,
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
        await log.Record(request.Org, http, LogEntries.DeviceSecret(granted));
        return await tokens.Issue(granted, ct) with { RefreshToken = refreshToken, IssuedTokenType = TokenTypes.AccessToken };
    }
}

/// <summary>A service that was called with a user's token calls the next one in their name: with less, or for another audience, never for longer. RFC 8693 §2, §4.1.</summary>
public sealed class OnBehalfExchange(AccessTokens accessTokens, AuthorizationServers.AuthorizationServers servers, GrantAllowance allowance, TokenIssuer tokens, SystemLog.SystemLog log, TimeProvider clock)
{
    private static readonly IReadOnlyList<string> NeverPassedOn = [Scope.OpenId, Scope.OfflineAccess, Scope.DeviceSso, Scope.InterclientAccess];

    public async Task<TokenResponse> Exchange(TokenRequest request)
    {
        var (http, server, app, form) = request;
        var ct = request.Aborted;
        if (app.Public) throw OAuthException.UnauthorizedClient("A public client cannot exchange access tokens.");
        if (server.IsOrgServer) throw OAuthException.InvalidTarget("Token Exchange requests must include a valid audience of the authorization server.");
        if (form["audience"] is { } audience && audience != server.Audience) throw OAuthException.InvalidTarget("Token Exchange requests must include a valid audience of the authorization server.");
        var subject = await Subject(form["subject_token"]!, request.Org, ct) ?? throw OAuthException.InvalidRequest("'subject_token' is invalid.");
        // A token bound to somebody's key is good for nothing in other hands. RFC 9449 §7.
        if (subject.Claims.TryGetProperty(Claim.Confirmation, out var bound) && Jws.StringOf(bound, "jkt") != request.KeyThumbprint) throw OAuthException.InvalidRequest("'subject_token' is invalid.");

        var same = subject.Server.Id == server.Id;
        if (!same && !server.Trusted.Contains(subject.Server.Id)) throw NotTrusted(server, subject.Server);
        var scopes = form.Words(Parameter.Scope);
        if (scopes.Count == 0) scopes = subject.Scopes.Where(scope => server.Scopes.ContainsKey(scope) && !NeverPassedOn.Contains(scope)).ToArray();
        if (scopes.Count == 0) throw OAuthException.InvalidScope("No scopes were requested.");
        if (!scopes.All(server.Scopes.ContainsKey) || scopes.Any(NeverPassedOn.Contains)) throw OAuthException.InvalidScope("One or more scopes are not configured for the authorization server resource.");
        if (same && scopes.Except(subject.Scopes).Any()) throw OAuthException.InvalidScope("The requested scopes exceed those of the 'subject_token'.");

        // The service gets for this person what it would get from them: no more than they may have, and may let it have.
        var (user, rule) = subject.UserId is { } userId ? await RequireAllowed(server, app, userId, scopes, ct)
            : ((User?)null, GrantAllowance.RequireRule(server, app.Id, null, [], GrantType.TokenExchange, scopes));
        var left = Jws.NumberOf(subject.Claims, Claim.Expires)!.Value - clock.Seconds;
        var granted = new Granted
        {
            Server = server, App = app, User = user, Rule = rule, Scopes = scopes, GrantType = GrantType.TokenExchange, GrantId = subject.GrantId, Era = TokenId.EraOf(subject.Jti), KeyThumbprint = request.KeyThumbprint,
            AuthenticatedAt = Jws.NumberOf(subject.Claims, Claim.AuthTime) is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null, Acr = Jws.StringOf(subject.Claims, Claim.Acr),
            NotLongerThan = TimeSpan.FromSeconds(left), ActsFor = subject.Claims,
        };
        await log.Record(request.Org, http, LogEntries.TokenGrant(granted, GrantType.TokenExchange));
        return await tokens.Issue(granted, ct) with { IssuedTokenType = TokenTypes.AccessToken };
    }

    private async Task<(User?, AccessPolicyRule)> RequireAllowed(AuthorizationServer server, App app, string userId, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        var allowed = await allowance.RequireStillAllowed(server, app, userId, GrantType.TokenExchange, scopes, ct);
        await allowance.RequireAgreed(server, app, userId, scopes, ct);
        return allowed;
    }

    /// <summary>RFC 8693 §2.2.2: a subject token that policy does not accept.</summary>
    private static OAuthException NotTrusted(AuthorizationServer server, AuthorizationServer other) => OAuthException.InvalidRequest("'subject_token' is of an authorization server that this one does not trust.",
        $"'{other.Name}' ({other.Id}) is not among the trusted servers of '{server.Name}': POST /api/v1/authorizationServers/{server.Id}/associatedServers {{\"trusted\":[\"{other.Id}\"]}} adds it.");

    /// <summary>In force, of any custom authorization server of this org; those of the org's own server are for Latchkey alone.</summary>
    private async Task<TokenInForce?> Subject(string token, Org org, CancellationToken ct)
    {
        foreach (var server in await servers.List(org, ct))
            if (server.Active && await accessTokens.Read(token, server, ct) is { } read) return read;
        return null;
    }
}
