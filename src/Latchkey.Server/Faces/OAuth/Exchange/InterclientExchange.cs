using System.Text;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.OAuth.Callers;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.OAuth.Exchange;

/// <summary>A native app's way into a web app that trusts it, without the person signing in again. Contract §2.12.</summary>
internal sealed class InterclientExchange(InterclientTokens interclient, InterclientTrust trust, IdTokenHints idTokens, AccessTokens accessTokens, Apps apps,
    GrantAllowance allowance, SystemLog log, TimeProvider clock)
{
    private const string AppAudience = "urn:okta:apps:";

    public async Task<TokenAnswer> Exchange(TokenRequest request)
    {
        var (http, server, app, form) = request;
        var ct = request.Aborted;
        if (form["subject_token_type"] != TokenTypes.IdToken || await idTokens.Read(form["subject_token"]!, request.Org, ct) is not { } subject
            || subject.Server.Id != server.Id || subject.ClientId != app.Id
            || Jws.NumberOf(subject.Claims, Claim.Expires) is not { } ends || ends <= clock.Seconds)
            throw OAuthException.InvalidRequest("'subject_token' is invalid.");
        if (form["actor_token_type"] != TokenTypes.AccessToken || await accessTokens.Read(form.Required("actor_token"), server, ct) is not { } actor
            || actor.ClientId != app.Id || actor.UserId != subject.UserId || !actor.Scopes.Contains(Scope.InterclientAccess)
            || (actor.Claims.TryGetProperty(Claim.Confirmation, out var bound) && Jws.StringOf(bound, "jkt") != request.KeyThumbprint))
            throw OAuthException.InvalidRequest("'actor_token' is invalid.");
        if (!AreOfOneSignIn(subject, actor)) throw OAuthException.InvalidRequest("'subject_token' is invalid.");

        var target = form["audience"] is { } audience && audience.StartsWith(AppAudience, StringComparison.Ordinal)
            ? await apps.FindClient(server.OrgId, audience[AppAudience.Length..], ct) : null;
        if (target is not { Active: true } || !await trust.Allows(target.Id, app.Id, ct))
            throw OAuthException.InvalidTarget("Token Exchange requests must include a valid audience: an app that allows this one.");
        await allowance.RequireStillAllowed(server, app, subject.UserId, GrantType.TokenExchange, actor.Scopes, ct);

        var amr = subject.Claims.TryGetProperty(Claim.Amr, out var how) ? string.Join(' ', how.EnumerateArray().Select(one => one.GetString())) : "";
        var at = DateTimeOffset.FromUnixTimeSeconds(Jws.NumberOf(subject.Claims, Claim.AuthTime)!.Value);
        var idp = Jws.StringOf(subject.Claims, Claim.Idp) is { } named && named != server.OrgId ? named : null;
        var token = await interclient.TryIssue(actor, target.Id, amr, at, idp, ct) ?? throw OAuthException.InvalidRequest("'actor_token' is invalid.");
        await log.Record(
            request.Org, http, new LogEntry("app.oauth2.as.token.grant.interclient_token", "Interclient token is granted")
            {
                Actor = app.Party,
                Targets = [target.Party, new(subject.UserId, "User", null, null)]
            });
        return new TokenAnswer
        {
            TokenType = "N_A", AccessToken = Encoding.ASCII.GetBytes(token), ExpiresIn = (long)InterclientTokens.Lifetime.TotalSeconds,
            IssuedTokenType = TokenTypes.Interclient
        };
    }

    /// <summary>
    /// What the ID token says of a sign-in counts as long as the access token of that sign-in: an ID token by itself is never taken back, and lies about in
    /// histories and logs. An access token that no sign-in gave vouches for none. Threats rows 4, 6 and 8.
    /// </summary>
    private static bool AreOfOneSignIn(IdTokenHint subject, TokenInForce actor) =>
        Jws.NumberOf(subject.Claims, Claim.AuthTime) is { } at && at == Jws.NumberOf(actor.Claims, Claim.AuthTime)
        && Jws.StringOf(subject.Claims, Claim.JwtId) is { } id && TokenId.EraOf(id) == TokenId.EraOf(actor.Jti)
        && !actor.Claims.TryGetProperty(Claim.Actor, out _);
}
