using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>What an org says of itself, and what is decided for all of it: one thing, which is there from birth.</summary>
public sealed class KeptOrg : Keeping
{
    private const string Settings = "settings", Registration = "clientRegistration";

    public override async Task<List<JsonObject>> List(ManagementApi api, Kind kind, string path, CancellationToken ct)
    {
        var org = await Read(api, path, ct);
        org[Settings] = await Read(api, $"{path}/{Settings}", ct);
        org[Registration] = await Read(api, $"{path}/{Settings}/{Registration}", ct);
        return [org];
    }

    public override async Task<JsonObject?> Replace(ManagementApi api, string path, JsonObject there, JsonObject body, CancellationToken ct)
    {
        foreach (var (part, below) in ((string, string)[])[(Settings, $"{path}/{Settings}"), (Registration, $"{path}/{Settings}/{Registration}")])
            if (body[part] is JsonObject wanted && Difference.Between(there[part], wanted).Count > 0)
                await api.Call(HttpMethod.Put, below, (JsonObject)wanted.DeepClone(), ct);
        var own = (JsonObject)body.DeepClone();
        foreach (var member in (string[])["id", "subdomain", "status", "created", "lastUpdated", Settings, Registration]) own.Remove(member);
        await api.Call(HttpMethod.Put, path, own, ct);
        return null;
    }

    private static async Task<JsonObject> Read(ManagementApi api, string path, CancellationToken ct)
    {
        var found = await api.Call(HttpMethod.Get, path, null, ct) as JsonObject ?? [];
        found.Remove("_links");
        return found;
    }
}
