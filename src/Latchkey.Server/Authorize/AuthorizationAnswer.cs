using System.Globalization;
using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Grants;
using Latchkey.Server.Orgs;
using Latchkey.Server.Sessions;
using Latchkey.Server.Storage;
using Latchkey.Server.SystemLog;
using Latchkey.Server.Tokens;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Authorize;

/// <summary>The person is known: may this app have what it asks for? If so, a code is committed together with a session just begun.</summary>
public sealed class AuthorizationAnswer(Database db, Assignments assignments, Groups.Groups groups, AuthorizationCodes codes, Sessions.Sessions sessions, Users.Users users, IdTokenHints hints, TokenIssuer tokens, SystemLog.SystemLog log)
{
    public async Task<IResult> Code(HttpContext http, AuthorizeRequest request, User user, Session session) => (await Decide(http, request, user, session, null))!;

    /// <summary>
    /// Right after a password: that it still counts, the session and the code are one commit. Null when the account was
    /// locked, or its password changed, while it was being checked: then there is neither.
    /// </summary>
    public Task<IResult?> Code(HttpContext http, AuthorizeRequest request, User user, NewSession started) => Decide(http, request, user, started.Session, started);

    private async Task<IResult?> Decide(HttpContext http, AuthorizeRequest request, User user, Session session, NewSession? started)
    {
        var ct = http.RequestAborted;
        OAuthException? refusal = null;
        AccessPolicyRule? rule = null;
        string? code = null;
        var grantId = Ids.New(request.Scopes.Contains(Scope.OfflineAccess) ? Ids.RefreshFamily : Ids.Grant);
        try
        {
            await RequireMeant(request, user, http.Org, ct);
            rule = await RequireAllowed(request, user, ct);
            request = request with { Claims = Allowed(request, rule) };
        }
        catch (OAuthException refused)
        {
            refusal = refused;
        }

        var counts = await db.Write(async w =>
        {
            if (started is not null && !await users.RecordSuccess(w, user)) return false;
            if (started is not null) await sessions.Insert(w, started);
            if (refusal is null && request.ResponseType.Code) code = await codes.Issue(w, request, session, grantId);
            return true;
        }, ct);
        if (!counts) return null;
        if (started is not null) sessions.WriteCookie(http, started);

        log.Record(http.Org, http, LogEntries.Authorize(request, user, refusal));
        if (refusal is not null) return request.ReplyTo.Refusal(http, refusal);
        return request.ReplyTo.Success(http, [.. code is null ? [] : Named(Parameter.Code, code), .. await Tokens(request, user, session, rule, grantId, code, ct)]);
    }

    /// <summary>What goes through the browser beside the code, or instead of it. OpenID Connect Core §3.2.2.5, §3.3.2.5.</summary>
    private async Task<IReadOnlyList<KeyValuePair<string, string>>> Tokens(AuthorizeRequest request, User user, Session session, AccessPolicyRule? rule, string grantId, string? code, CancellationToken ct)
    {
        if (!request.ResponseType.InFront) return [];
        var granted = new Granted
        {
            Server = request.Server, App = request.App, User = user, Rule = rule!, Scopes = request.Scopes, GrantId = grantId, Claims = request.Claims,
            AuthenticatedAt = session.AuthenticatedAt, Amr = session.Amr, Nonce = request.Nonce, SessionId = session.Id,
        };
        var issued = await tokens.IssueInFront(granted, request.ResponseType, code, ct);
        return
        [
            .. issued.AccessToken is not { } token ? [] :
            (KeyValuePair<string, string>[])[
                .. Named(Parameter.AccessToken, token), .. Named(Parameter.TokenType, "Bearer"),
                .. Named(Parameter.ExpiresIn, ((long)granted.AccessTokenLifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture)), .. Named(Parameter.Scope, string.Join(' ', request.Scopes)),
            ],
            .. issued.IdToken is { } idToken ? Named(Parameter.IdToken, idToken) : [],
        ];
    }

    private static KeyValuePair<string, string>[] Named(string name, string value) => [new(name, value)];

    /// <summary>The app asked for one person and another one signed in. OpenID Connect Core §3.1.2.2: an error, never the other's code.</summary>
    private async Task RequireMeant(AuthorizeRequest request, User user, Org org, CancellationToken ct)
    {
        if (await hints.Meant(request.IdTokenHint, org, ct) is { } meant && meant != user.Id) throw OAuthException.LoginRequired("The user who signed in is not the one of the 'id_token_hint'.");
        if (request.Claims.Subject is { } subject && subject != user.Id) throw OAuthException.LoginRequired("The user who signed in is not the one of the 'claims' parameter.");
    }

    /// <summary>The rule that tokens in the front channel live by; null when the answer hands out nothing.</summary>
    private async Task<AccessPolicyRule?> RequireAllowed(AuthorizeRequest request, User user, CancellationToken ct)
    {
        if (!await assignments.IsAssigned(request.App, user, ct)) throw OAuthException.AccessDenied("User is not assigned to the client application.");
        var groupIds = await groups.IdsOf(user, ct);
        AccessPolicyRule Rule(string grantType) => GrantAllowance.RequireRule(request.Server, request.App.Id, user.Id, groupIds, grantType, request.Scopes);
        var ofCode = request.ResponseType.Code ? Rule(GrantType.AuthorizationCode) : null;
        return request.ResponseType.InFront ? Rule(GrantType.Implicit) : ofCode;
    }

    /// <summary>Single claims whose scopes the rule would have allowed, and which no consent would have been asked for.</summary>
    private static RequestedClaims Allowed(AuthorizeRequest request, AccessPolicyRule? rule) => request.Claims.Within(scope =>
        rule is not null && request.Server.Scopes.TryGetValue(scope, out var known)
        && rule.Scopes.Any(allowed => allowed == PolicyDecision.Any || allowed == scope)
        && (!request.App.AsksForConsent || known.Consent == "IMPLICIT" || request.Scopes.Contains(scope)));
}
