using Latchkey.Protocol;
using Latchkey.Server.Apps;
using Latchkey.Server.AuthorizationServers;
using Latchkey.Server.Factors;
using Latchkey.Server.Grants;
using Latchkey.Server.Orgs;
using Latchkey.Server.Sessions;
using Latchkey.Server.Storage;
using Latchkey.Server.SystemLog;
using Latchkey.Server.Tokens;
using Latchkey.Server.Users;
using Latchkey.Server.Web;

namespace Latchkey.Server.Authorize;

/// <summary>The person is known: may this app have a code for them? If so, it is committed together with what has just been decided.</summary>
public sealed class AuthorizationAnswer(Database db, Assignments assignments, Groups.Groups groups, AuthorizationCodes codes, IdTokenHints hints, Factors.Factors factors, SystemLog.SystemLog log)
{
    public async Task<IResult> Code(HttpContext http, AuthorizeRequest request, User user, Session session) => (await Code(http, request, user, session, _ => Task.FromResult(true)))!;

    /// <summary>
    /// Together with what made it possible: a session just begun, a consent just given. Null when that did not count after
    /// all, because someone else was quicker or the account changed while the person was typing: then there is neither.
    /// </summary>
    public async Task<IResult?> Code(HttpContext http, AuthorizeRequest request, User user, Session session, Func<Writing, Task<bool>> counts)
    {
        var refusal = await Refusal(http, request, user);
        request = request with { ReachedAcr = await Reached(request, user, session, http.RequestAborted) };
        string? code = null;
        var counted = await db.Write(async w =>
        {
            if (!await counts(w)) return false;
            if (refusal is null) code = await codes.Issue(w, request, session);
            return true;
        }, http.RequestAborted);
        if (!counted) return null;

        log.Record(http.Org, http, LogEntries.Authorize(request, user, refusal));
        return refusal is null ? request.ReplyTo.Code(http, code!) : request.ReplyTo.Refusal(http, refusal);
    }

    private async Task<string?> Reached(AuthorizeRequest request, User user, Session session, CancellationToken ct) =>
        Assurance.MetNow(request.Assurance, session.Amr, request.Assurance.MindsFactors ? await factors.ProvableBy(user, ct) : Provable.Nothing);

    /// <summary>Why this app gets nothing for this person; null when it may have what it asks for.</summary>
    public async Task<OAuthException?> Refusal(HttpContext http, AuthorizeRequest request, User user)
    {
        try
        {
            await RequireMeant(request, user, http.Org, http.RequestAborted);
            await RequireAllowed(request, user, http.RequestAborted);
            return null;
        }
        catch (OAuthException refused)
        {
            return refused;
        }
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
