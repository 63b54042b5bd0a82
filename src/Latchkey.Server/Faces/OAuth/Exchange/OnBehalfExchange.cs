using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Exchange;

/// <summary>
/// A service that was called with a user's token calls the next one in their name: with less, or for another audience, never for longer. RFC 8693 §2,
/// §4.1.
/// </summary>
internal sealed class OnBehalfExchange(AccessTokens accessTokens, AuthorizationServers servers, GrantAllowance allowance, TokenIssuer tokens, SystemLog log,
    TimeProvider clock)
{
    private static readonly IReadOnlyList<string> NeverPassedOn = [Scope.OpenId, Scope.OfflineAccess, Scope.DeviceSso, Scope.InterclientAccess];

    public async Task<TokenAnswer> Exchange(TokenRequest request)
    {
        var (http, server, app, form) = request;
        var ct = request.Aborted;
        if (app.Public) throw OAuthException.UnauthorizedClient("A public client cannot exchange access tokens.");
        if (server.IsOrgServer) throw OAuthException.InvalidTarget("Token Exchange requests must include a valid audience of the authorization server.");
        if (form["audience"] is { } audience && audience != server.Audience)
            throw OAuthException.InvalidTarget("Token Exchange requests must include a valid audience of the authorization server.");
        var subject = await Subject(form["subject_token"]!, request.Org, ct) ?? throw OAuthException.InvalidRequest("'subject_token' is invalid.");
        // A token bound to somebody's key is good for nothing in other hands. RFC 9449 §7.
        if (subject.Claims.TryGetProperty(Claim.Confirmation, out var bound) && Jws.StringOf(bound, "jkt") != request.KeyThumbprint)
            throw OAuthException.InvalidRequest("'subject_token' is invalid.");

        var same = subject.Server.Id == server.Id;
        if (!same && !server.Trusted.Contains(subject.Server.Id)) throw NotTrusted(server, subject.Server);
        var scopes = form.Words(Parameter.Scope);
        if (scopes.Count == 0) scopes = subject.Scopes.Where(scope => server.Scopes.ContainsKey(scope) && !NeverPassedOn.Contains(scope)).ToArray();
        if (scopes.Count == 0) throw OAuthException.InvalidScope("No scopes were requested.");
        if (!scopes.All(server.Scopes.ContainsKey) || scopes.Any(NeverPassedOn.Contains))
            throw OAuthException.InvalidScope("One or more scopes are not configured for the authorization server resource.");
        if (same && scopes.Except(subject.Scopes).Any()) throw OAuthException.InvalidScope("The requested scopes exceed those of the 'subject_token'.");

        // The service gets for this person what it would get from them: no more than they may have, and may let it have.
        var (user, rule) = subject.UserId is { } userId ? await RequireAllowed(server, app, userId, scopes, ct)
            : ((User?)null, GrantAllowance.RequireRule(server, app.Id, null, [], GrantType.TokenExchange, scopes));
        var left = Jws.NumberOf(subject.Claims, Claim.Expires)!.Value - clock.Seconds;
        var granted = new Granted
        {
            Server = server, App = app, User = user, Rule = rule, Scopes = scopes, GrantType = GrantType.TokenExchange, GrantId = subject.GrantId,
            Era = TokenId.EraOf(subject.Jti), KeyThumbprint = request.KeyThumbprint, Http = http,
            AuthenticatedAt = Jws.NumberOf(subject.Claims, Claim.AuthTime) is { } at ? DateTimeOffset.FromUnixTimeSeconds(at) : null,
            Acr = Jws.StringOf(subject.Claims, Claim.Acr),
            NotLongerThan = TimeSpan.FromSeconds(left), ActsFor = subject.Claims,
        };
        await log.Record(request.Org, http, TokenEvents.TokenGrant(granted, GrantType.TokenExchange));
        return await tokens.Issue(granted, ct) with { IssuedTokenType = TokenTypes.AccessToken };
    }

    private async Task<(User?, AccessPolicyRule)> RequireAllowed(AuthorizationServer server, App app, string userId, IReadOnlyList<string> scopes,
        CancellationToken ct)
    {
        var allowed = await allowance.RequireStillAllowed(server, app, userId, GrantType.TokenExchange, scopes, ct);
        await allowance.RequireAgreed(server, app, userId, scopes, ct);
        return allowed;
    }

    /// <summary>RFC 8693 §2.2.2: a subject token that policy does not accept.</summary>
    private static OAuthException NotTrusted(AuthorizationServer server, AuthorizationServer other) =>
        OAuthException.InvalidRequest("'subject_token' is of an authorization server that this one does not trust.",
        $"'{other.Name}' ({other.Id}) is not among the trusted servers of '{server.Name}': POST "
            + $"/api/v1/authorizationServers/{server.Id}/associatedServers {{\"trusted\":[\"{other.Id}\"]}} adds it.");

    /// <summary>In force, of any custom authorization server of this org; those of the org's own server are for Latchkey alone.</summary>
    private async Task<TokenInForce?> Subject(string token, Org org, CancellationToken ct)
    {
        foreach (var server in await servers.List(org, ct))
            if (server.Active && await accessTokens.Read(token, server, ct) is { } read) return read;
        return null;
    }
}
