using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Requests;

/// <summary>The app that asks.</summary>
internal static class RequestedApps
{
    /// <summary>The app a request names. Also asked when a person comes back from signing in.</summary>
    public static async Task<App> Require(Parameters parameters, Org org, Apps apps, CancellationToken ct)
    {
        if (!parameters.IsSingle(Parameter.ClientId)) throw OAuthException.InvalidRequest("The 'client_id' parameter must be given once.");
        var id = parameters.Required(Parameter.ClientId);
        return await apps.FindClient(org.Id, id, ct) is { Active: true } app ? app
            : throw OAuthException.InvalidRequest("Invalid value for 'client_id' parameter.", $"{org.Name} ({org.Url}) has no active app {id}.");
    }
}
