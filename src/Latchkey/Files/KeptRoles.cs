using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>Roles that an org makes: what one permits is a list at an address of its own.</summary>
public sealed class KeptRoles : Keeping
{
    private const string Permissions = "permissions";

    public override async Task<List<JsonObject>> List(ManagementApi api, Kind kind, string path, CancellationToken ct)
    {
        var all = new List<JsonObject>();
        foreach (var role in await Held(api, path, "roles", ct))
        {
            role[Permissions] = new JsonArray([.. (await Held(api, $"{path}/{Id(role)}/{Permissions}", Permissions, ct))
                .Select(one => Members.Text(one, "label")!).Order(StringComparer.Ordinal)]);
            all.Add(role);
        }
        return all;
    }

    public override async Task<JsonObject?> Replace(ManagementApi api, string path, JsonObject there, JsonObject body, CancellationToken ct)
    {
        var own = (JsonObject)body.DeepClone();
        own.Remove(Permissions);
        var now = await base.Replace(api, path, there, own, ct);
        var (before, wanted) = (Words(there, Permissions), Words(body, Permissions));
        foreach (var one in wanted.Except(before)) await api.Call(HttpMethod.Post, $"{path}/{Id(there)}/{Permissions}/{Uri.EscapeDataString(one)}", null, ct);
        foreach (var one in before.Except(wanted)) await api.Call(HttpMethod.Delete, $"{path}/{Id(there)}/{Permissions}/{Uri.EscapeDataString(one)}", null, ct);
        return now;
    }
}
