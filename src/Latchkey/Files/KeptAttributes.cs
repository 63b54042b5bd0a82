using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>Attributes of a schema: one document holds them all by name, and is changed by saying those that are to be different.</summary>
public class KeptAttributes : Keeping
{
    public override async Task<List<JsonObject>> List(ManagementApi api, Kind kind, string path, CancellationToken ct) =>
        [.. (await api.Call(HttpMethod.Get, path, null, ct))?["definitions"]?["custom"]?["properties"] is JsonObject properties
            ? properties.Where(one => one.Value is JsonObject).Select(one => Named(one.Key, (JsonObject)one.Value!)) : []];

    public override async Task<JsonObject> Create(ManagementApi api, string path, JsonObject body, CancellationToken ct)
    {
        var (name, said) = (Members.Text(body, "name")!, (JsonObject)body.DeepClone());
        said.Remove("name");
        await Say(api, path, name, said, ct);
        return Named(name, said);
    }

    public override async Task<JsonObject?> Replace(ManagementApi api, string path, JsonObject there, JsonObject body, CancellationToken ct) =>
        await Create(api, path, body, ct);

    public override Task Remove(ManagementApi api, Kind kind, string path, JsonObject there, CancellationToken ct) =>
        Say(api, path, Members.Text(there, "name")!, null, ct);

    private static Task Say(ManagementApi api, string path, string name, JsonObject? said, CancellationToken ct) => api.Call(HttpMethod.Post, path,
        new JsonObject
        {
            ["definitions"] = new JsonObject { ["custom"] = new JsonObject { ["properties"] = new JsonObject { [name] = said?.DeepClone() } } },
        }, ct);

    private static JsonObject Named(string name, JsonObject said)
    {
        var made = new JsonObject { ["name"] = name };
        foreach (var (member, value) in said) made[member] = value?.DeepClone();
        return made;
    }
}
