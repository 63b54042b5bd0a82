using System.Globalization;
using Latchkey.Protocol;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>The person is known: may this app have what it asks for? If so, a code is committed together with what has just been decided.</summary>
internal sealed class AuthorizationAnswer(Database db, GrantAllowance allowance, AuthorizationCodes codes, Sessions sessions,
    IdTokenHints hints, TokenIssuer tokens, AuthenticatorKinds kinds, PassedRequests passed, SystemLog log)
{
    public async Task<IResult> Code(HttpContext http, AuthorizeRequest request, User user, Session session) =>
        (await Code(http, request, user, session, _ => Task.FromResult(true)))!;

    /// <summary>
    /// Together with what made it possible: a session just begun, a consent just given. Null when that did not count after
    /// all, because someone else was quicker or the account changed while the person was typing: then there is neither.
    /// </summary>
    public async Task<IResult?> Code(HttpContext http, AuthorizeRequest request, User user, Session session, Func<Writing, Task<bool>> counts)
    {
        if (request.ReplyTo.Here is not null) return await db.Write(counts, http.RequestAborted) ? request.ReplyTo.Success(http, []) : null;
        if (await Answer(http, request, user, session, counts) is not { } answered) return null;
        if (answered.UsedUp) return HostedPages.Error(http, 400, answered.Refusal!.Error, answered.Refusal.Message);
        if (answered.Refusal is not null) return request.ReplyTo.Refusal(http, answered.Refusal);
        try
        {
            return request.ReplyTo.Success(http, [.. answered.Code is null ? []
                : Named(request.Interaction ? GrantType.InteractionCode : Parameter.Code, answered.Code),
                .. await Tokens(http, answered, user, session)]);
        }
        catch (OAuthException refused)
        {
            // A hook that was asked about the tokens said no, or a claim cannot be reckoned.
            return request.ReplyTo.Refusal(http, refused);
        }
    }

    /// <summary>The same for an app that takes the code itself (contract §4): it, or why there is none. Null when it did not count after all.</summary>
    public async Task<(string? Code, OAuthException? Refusal)?> InteractionCode(HttpContext http, AuthorizeRequest request, User user, Session session,
        Func<Writing, Task<bool>> counts) =>
        await Answer(http, request, user, session, counts) is { } answered ? (answered.Code, answered.Refusal) : null;

    private async Task<Answered?> Answer(HttpContext http, AuthorizeRequest request, User user, Session session, Func<Writing, Task<bool>> counts)
    {
        var ct = http.RequestAborted;
        var (refusal, rule) = await Decide(request, user, http.Org, ct);
        request = request with { Claims = Allowed(request, rule), ReachedAcr = await Reached(request, user, session, ct) };
        string? code = null;
        var (there, usedUp) = (false, false);
        var grantId = Ids.New(request.Scopes.Contains(Scope.OfflineAccess) ? Ids.RefreshFamily : Ids.Grant);
        var counted = await db.Write(async w =>
        {
            if (!await counts(w)) return false;
            there = refusal is null && await sessions.SignInto(w, session, request.App, request.Server.Id);
            usedUp = there && !await passed.TryUse(w, request);
            if (there && !usedUp && request.ResponseType.Code) code = await codes.Issue(w, request, session, grantId);
            return true;
        }, ct);
        if (!counted) return null;
        if (!there) refusal ??= OAuthException.LoginRequired("The session has ended.");

        // The app has had its answer: this is a second tab, or somebody else.
        if (usedUp) refusal = request.PushedAs is null ? RequestObjects.UsedUp() : PushedRequests.Invalid();
        await log.Record(http.Org, http, AuthorizeEvents.Authorize(request, user, refusal));
        return new(request, rule, grantId, code, refusal, usedUp);
    }

    private sealed record Answered(AuthorizeRequest Request, AccessPolicyRule? Rule, string GrantId, string? Code, OAuthException? Refusal, bool UsedUp)
    {
        public override string ToString() => $"answer to an {Request}";
    }

    /// <summary>What goes through the browser beside the code, or instead of it. OpenID Connect Core §3.2.2.5, §3.3.2.5.</summary>
    private async Task<IReadOnlyList<KeyValuePair<string, string>>> Tokens(HttpContext http, Answered answered, User user, Session session)
    {
        var (request, rule, grantId, code, _, _) = answered;
        if (!request.ResponseType.InFront) return [];
        var granted = new Granted
        {
            Server = request.Server, App = request.App, User = user, Rule = rule!, Scopes = request.Scopes, GrantId = grantId, Claims = request.Claims,
            AuthenticatedAt = session.AuthenticatedAt, Amr = session.Amr, Acr = request.ReachedAcr, Nonce = request.Nonce, SessionId = session.Id,
            IdpId = session.IdpId, Http = http,
        };
        var issued = await tokens.IssueInFront(granted, request.ResponseType, code, http.RequestAborted);
        return
        [
            .. issued.AccessToken is not { } token ? [] :
            (KeyValuePair<string, string>[])[
                .. Named(Parameter.AccessToken, token), .. Named(Parameter.TokenType, "Bearer"),
                .. Named(Parameter.ExpiresIn, issued.ExpiresIn.ToString(CultureInfo.InvariantCulture)),
                .. Named(Parameter.Scope, string.Join(' ', request.Scopes)),
            ],
            .. issued.IdToken is { } idToken ? Named(Parameter.IdToken, idToken) : [],
        ];
    }

    private static KeyValuePair<string, string>[] Named(string name, string value) => [new(name, value)];

    private async Task<string?> Reached(AuthorizeRequest request, User user, Session session, CancellationToken ct) =>
        request.Assurance.Required ? Assurance.MetNow(request.Assurance, session.Amr, (await kinds.ProvableBy(user, ct)).Where(seen: !request.Unseen)) : null;

    /// <summary>Why this app gets nothing for this person; null when it may have what it asks for.</summary>
    public async Task<OAuthException?> Refusal(HttpContext http, AuthorizeRequest request, User user) =>
        (await Decide(request, user, http.Org, http.RequestAborted)).Refusal;

    private async Task<(OAuthException? Refusal, AccessPolicyRule? Rule)> Decide(AuthorizeRequest request, User user, Org org, CancellationToken ct)
    {
        try
        {
            await RequireMeant(request, user, org, ct);
            return (null, await RequireAllowed(request, user, ct));
        }
        catch (OAuthException refused)
        {
            return (refused, null);
        }
    }

    /// <summary>The app asked for one person and another one signed in. OpenID Connect Core §3.1.2.2: an error, never the other's code.</summary>
    private async Task RequireMeant(AuthorizeRequest request, User user, Org org, CancellationToken ct)
    {
        if (await hints.Meant(request.IdTokenHint, org, ct) is { } meant && meant != user.Id)
            throw OAuthException.LoginRequired("The user who signed in is not the one of the 'id_token_hint'.");
        if (request.Claims.Subject is { } subject && subject != user.Id)
            throw OAuthException.LoginRequired("The user who signed in is not the one of the 'claims' parameter.");
    }

    /// <summary>The rule that tokens in the front channel live by; null when the answer hands out nothing.</summary>
    private async Task<AccessPolicyRule?> RequireAllowed(AuthorizeRequest request, User user, CancellationToken ct)
    {
        var groupIds = await allowance.RequireAllowed(request.Server, request.App, user, request.Scopes, ct);
        AccessPolicyRule Rule(string grantType) => GrantAllowance.RequireRule(request.Server, request.App.Id, user.Id, groupIds, grantType, request.Scopes);
        var ofCode = request.ResponseType.Code ? Rule(request.Interaction ? GrantType.InteractionCode : GrantType.AuthorizationCode) : null;
        return request.ResponseType.InFront ? Rule(GrantType.Implicit) : ofCode;
    }

    /// <summary>Single claims whose scopes the rule would have allowed, and which no consent would have been asked for.</summary>
    private static RequestedClaims Allowed(AuthorizeRequest request, AccessPolicyRule? rule) => request.Claims.Within(scope =>
        rule is not null && request.Server.Scopes.TryGetValue(scope, out var known)
        && rule.Scopes.Any(allowed => allowed == PolicyDecision.Any || allowed == scope)
        && (!request.App.AsksForConsent || !Consents.Concerns(request.App, known) || request.Scopes.Contains(scope)));
}
