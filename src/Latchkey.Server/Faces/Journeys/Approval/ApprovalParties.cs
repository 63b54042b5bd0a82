using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Approval;

/// <summary>Whom a request that waits for an answer is about.</summary>
internal sealed class ApprovalParties(DecoupledRequests requests, Apps apps, AuthorizationServers servers, TimeProvider clock)
{
    /// <summary>Null: it waits no longer, or one of them is gone.</summary>
    public async Task<(DecoupledRequest Request, App App, AuthorizationServer Server)?> Find(HttpContext http, string id) =>
        await requests.Find(http.Org.Id, id, http.RequestAborted) is { } request && await Of(http, request) is var (app, server)
            ? (request, app, server) : null;

    /// <inheritdoc cref="Find"/>
    public async Task<(App App, AuthorizationServer Server)?> Of(HttpContext http, DecoupledRequest request) => request.Waits(clock.Now)
        && await apps.Find(http.Org.Id, request.ClientId, http.RequestAborted) is { Active: true } app
        && await servers.Find(http.Org, request.ServerId, http.RequestAborted) is { Active: true } server ? (app, server) : null;
}
