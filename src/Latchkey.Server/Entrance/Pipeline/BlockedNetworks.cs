using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>Who comes from a network that the org keeps out gets nothing of it, and is told so before anything is looked at. Contract §3.9, network.</summary>
public sealed class BlockedNetworks(RequestDelegate next, Zones zones)
{
    public async Task Invoke(HttpContext http)
    {
        if (http.Features.Get<Org>() is { } org && (await zones.Of(org.Id, http.RequestAborted)).Blocks(CameFrom.Of(http))) await Refuse(http);
        else await next(http);
    }

    private static Task Refuse(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<FailsAs>()?.Mode == FailureMode.Page
        ? ErrorPages.Show(http, 403, "access_denied", "This organization does not let anybody in from your network.")
        : ApiAnswers.Write(http, ApiError.NoPermission("This organization does not let anybody in from your network."));
}
