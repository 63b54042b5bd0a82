using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Entrance.Pipeline;

/// <summary>Who comes from a network that the org keeps out gets nothing of it, and is told so before anything is looked at. Contract §3.9, network.</summary>
internal sealed class BlockedNetworks(RequestDelegate next, Zones zones)
{
    /// <summary>Before every request: where the zones are in memory, and mostly there are none, nothing is made for it.</summary>
    public Task Invoke(HttpContext http)
    {
        if (http.Features.Get<Org>() is not { } org) return next(http);
        var found = zones.Of(org.Id, http.RequestAborted);
        return found.IsCompletedSuccessfully ? Pass(http, found.Result) : Wait(http, found);
    }

    private async Task Wait(HttpContext http, ValueTask<ZoneSet> found) => await Pass(http, await found);

    private Task Pass(HttpContext http, ZoneSet zones) => zones.KeepsSomebodyOut && zones.Blocks(CameFrom.Of(http)) ? Refuse(http) : next(http);

    private static Task Refuse(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<FailsAs>()?.Mode == FailureMode.Page
        ? ErrorPages.Show(http, 403, "access_denied", "This organization does not let anybody in from your network.")
        : ApiAnswers.Write(http, ApiError.NoPermission("This organization does not let anybody in from your network."));
}
