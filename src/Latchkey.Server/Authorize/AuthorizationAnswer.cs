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

/// <summary>The person is known: may this app have a code for them? If so, it is committed together with a session just begun.</summary>
public sealed class AuthorizationAnswer(Database db, Assignments assignments, Groups.Groups groups, AuthorizationCodes codes, Sessions.Sessions sessions, Users.Users users, IdTokenHints hints, SystemLog.SystemLog log)
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
        string? code = null;
        var there = false;
        try
        {
            await RequireMeant(request, user, http.Org, ct);
            await RequireAllowed(request, user, ct);
        }
        catch (OAuthException refused)
        {
            refusal = refused;
        }

        var counts = await db.Write(async w =>
        {
            if (started is not null && !await users.RecordSuccess(w, user)) return false;
            if (started is not null) await sessions.Insert(w, started);
            there = refusal is null && await sessions.SignInto(w, session, request.App, request.Server.Id);
            if (there) code = await codes.Issue(w, request, session);
            return true;
        }, ct);
        if (!counts) return null;
        if (!there) refusal ??= OAuthException.LoginRequired("The session has ended.");
        if (started is not null) sessions.WriteCookie(http, started);

        log.Record(http.Org, http, LogEntries.Authorize(request, user, refusal));
        return refusal is null ? request.ReplyTo.Code(http, code!) : request.ReplyTo.Refusal(http, refusal);
    }

    /// <summary>The app asked for one person and another one signed in. OpenID Connect Core §3.1.2.2: an error, never the other's code.</summary>
    private async Task RequireMeant(AuthorizeRequest request, User user, Org org, CancellationToken ct)
    {
        if (await hints.Meant(request.IdTokenHint, org, ct) is { } meant && meant != user.Id) throw OAuthException.LoginRequired("The user who signed in is not the one of the 'id_token_hint'.");
    }

    private async Task RequireAllowed(AuthorizeRequest request, User user, CancellationToken ct)
    {
        if (!await assignments.IsAssigned(request.App, user, ct)) throw OAuthException.AccessDenied("User is not assigned to the client application.");
        GrantAllowance.RequireRule(request.Server, request.App.Id, user.Id, await groups.IdsOf(user, ct), GrantType.AuthorizationCode, request.Scopes);
    }
}
