using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Approval;

/// <summary>/approve: what apps ask of a person, and /approve/{id}, where a mail leads. CIBA Core §5.</summary>
internal static class ApproveEndpoint
{
    public static async Task<IResult> List(HttpContext http, DecoupledRequests requests, Sessions sessions, Threshold threshold, Apps apps)
    {
        if (await sessions.Current(http) is not { } current || !await threshold.Admits(http, current.Session, current.User)) return new Found("/");
        var waiting = new List<WaitingApproval>();
        foreach (var request in await requests.WaitingFor(http.Org.Id, current.User.Id, http.RequestAborted))
            if (await apps.Find(http.Org.Id, request.ClientId, http.RequestAborted) is { Active: true } app)
                waiting.Add(new(app.Label, request.BindingMessage, $"/approve/{request.Id}", request.CreatedAt));
        return DecoupledPages.List(current.User, waiting);
    }

    public static async Task<IResult> Show(HttpContext http, string id, DecoupledRequests requests, ApprovalForm approval) =>
        await requests.Find(http.Org.Id, id, http.RequestAborted) is { Kind: DecoupledRequest.Ciba } request
            ? await approval.Ask(http, request, $"/approve/{request.Id}", "/") : DecoupledPages.Over(http);

    public static async Task<IResult> Answer(HttpContext http, ApprovalForm approval) => await approval.Answer(http, await Parameters.Form(http.Request));
}
