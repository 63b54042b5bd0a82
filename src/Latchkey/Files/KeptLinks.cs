using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>How people may be linked: known by the name of the one side, and what it is when it is made it stays.</summary>
public sealed class KeptLinks : Keeping
{
    public override Task<List<JsonObject>> List(ManagementApi api, Kind kind, string path, CancellationToken ct) => api.ListOf(path, ct);

    public override Task<JsonObject?> Replace(ManagementApi api, string path, JsonObject there, JsonObject body, CancellationToken ct) =>
        throw new CommandException($"The linked object \"{Members.Text(there, "primary.name")}\" cannot be changed, since people may be linked by it: make one "
            + "of another name.");

    public override Task Remove(ManagementApi api, Kind kind, string path, JsonObject there, CancellationToken ct) =>
        api.Call(HttpMethod.Delete, $"{path}/{Uri.EscapeDataString(Members.Text(there, "primary.name")!)}", null, ct);
}
