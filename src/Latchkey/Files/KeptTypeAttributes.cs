using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>Attributes of the people of a type, which says itself where its schema is.</summary>
public sealed class KeptTypeAttributes : KeptAttributes
{
    public override async Task<List<JsonObject>> List(ManagementApi api, Kind kind, string path, CancellationToken ct) =>
        await base.List(api, kind, await SchemaOf(api, path, ct), ct);

    public override async Task<JsonObject> Create(ManagementApi api, string path, JsonObject body, CancellationToken ct) =>
        await base.Create(api, await SchemaOf(api, path, ct), body, ct);

    public override async Task Remove(ManagementApi api, Kind kind, string path, JsonObject there, CancellationToken ct) =>
        await base.Remove(api, kind, await SchemaOf(api, path, ct), there, ct);

    private static async Task<string> SchemaOf(ManagementApi api, string path, CancellationToken ct) =>
        new Uri((await api.Call(HttpMethod.Get, path, null, ct))!["_links"]!["schema"]!["href"]!.ToString()).AbsolutePath;
}
