using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>The pages that an org writes itself: a document each, which is there or is ours.</summary>
public sealed class KeptPages : Keeping
{
    private const string Page = "page", SignOut = "sign-out", Ours = "OKTA_DEFAULT";

    public static readonly IReadOnlyList<string> Names = ["sign-in", "error", SignOut];

    public override async Task<List<JsonObject>> List(ManagementApi api, Kind kind, string path, CancellationToken ct)
    {
        var all = new List<JsonObject>();
        foreach (var name in Names)
            if (await Find(api, Below(path, name), ct) is { } document && !(name == SignOut && Members.Text(document, "type") == Ours))
                all.Add(Named(name, document));
        return all;
    }

    public override async Task<JsonObject> Create(ManagementApi api, string path, JsonObject body, CancellationToken ct)
    {
        var name = Members.Text(body, Page)!;
        if (!Names.Contains(name)) throw new CommandException($"There is no page \"{name}\"; {string.Join(", ", Names)} are.");
        var document = (JsonObject)body.DeepClone();
        document.Remove(Page);
        return Named(name, await api.Call(HttpMethod.Put, Below(path, name), document, ct) as JsonObject ?? document);
    }

    public override async Task<JsonObject?> Replace(ManagementApi api, string path, JsonObject there, JsonObject body, CancellationToken ct) =>
        await Create(api, path, body, ct);

    public override Task Remove(ManagementApi api, Kind kind, string path, JsonObject there, CancellationToken ct) =>
        Members.Text(there, Page) is var name && name == SignOut
            ? api.Call(HttpMethod.Put, Below(path, SignOut), new JsonObject { ["type"] = Ours }, ct)
            : api.Call(HttpMethod.Delete, Below(path, name!), null, ct);

    private static string Below(string path, string name) => $"{path}/{name}/customized";

    private static JsonObject Named(string name, JsonObject document)
    {
        var made = new JsonObject { [Page] = name };
        foreach (var (member, value) in document) made[member] = value?.DeepClone();
        return made;
    }
}
