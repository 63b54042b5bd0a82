using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Core.Tokens;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Approval;

/// <summary>A person's answer to a request that waits for it. Of two at once one counts.</summary>
internal sealed class ApprovalAnswers(Database db, DecoupledRequests requests, Sessions sessions, GrantAllowance allowance, Consents consents, SystemLog log)
{
    /// <summary>False when it was answered before.</summary>
    public async Task<bool> Deny(HttpContext http, DecoupledRequest request, App app, User user)
    {
        if (!await requests.TryDeny(request, http.RequestAborted)) return false;
        await log.Record(http.Org, http, DecoupledEvents.Answered(request, app, user, "denied by the person"));
        return true;
    }

    /// <summary>Why what was allowed when the app asked no longer is; the request is denied with it.</summary>
    public async Task<OAuthException?> Refusal(HttpContext http, DecoupledRequest request, App app, AuthorizationServer server, User user)
    {
        var grantType = request.Kind == DecoupledRequest.Device ? Protocol.GrantType.DeviceCode : Protocol.GrantType.Ciba;
        try
        {
            await allowance.RequireStillAllowed(server, app, user.Id, grantType, request.Scopes, http.RequestAborted);
            return null;
        }
        catch (OAuthException refusal)
        {
            await requests.TryDeny(request, http.RequestAborted);
            await log.Record(http.Org, http, DecoupledEvents.Answered(request, app, user, refusal.Detail ?? refusal.Message));
            return refusal;
        }
    }

    /// <summary>The app is signed in and what was missing is agreed to, in one commit. False when it was answered before, or the session has ended.</summary>
    public async Task<bool> Approve(HttpContext http, DecoupledRequest request, App app, AuthorizationServer server, (Session Session, User User) current,
        string acr, IReadOnlyList<ScopeDefinition> agreed)
    {
        if (!await db.Write(async w =>
        {
            if (!await sessions.SignInto(w, current.Session, app, server.Id)
                || !await requests.TryApprove(w, request, current.Session, acr.Length == 0 ? null : acr)) return false;
            await consents.Give(w, app, server, current.User.Id, agreed);
            return true;
        }, http.RequestAborted)) return false;
        if (agreed.Count > 0) await log.Record(http.Org, http, ConsentEvents.ConsentGiven(app, server, current.User, agreed));
        await log.Record(http.Org, http, DecoupledEvents.Answered(request, app, current.User, null));
        return true;
    }
}
