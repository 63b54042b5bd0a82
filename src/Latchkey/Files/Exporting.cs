using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>An org as a file that <see cref="Applying"/> reads.</summary>
public sealed class Exporting(ManagementApi api)
{
    private readonly OrgThings things = new(api);

    /// <param name="sections">Which; none: all.</param>
    /// <param name="takes">Whether a thing of a section is wanted, as the API tells it; null: each is.</param>
    /// <param name="ct">Ends it between two calls.</param>
    public async Task<JsonObject> Run(IReadOnlyCollection<string> sections, Func<Kind, JsonObject, bool>? takes, CancellationToken ct)
    {
        var portable = new Portable(api, things);
        var file = new JsonObject();
        foreach (var kind in Kinds.All.Where(kind => sections.Count == 0 || sections.Contains(kind.Section)))
            if (await All(kind, kind.Path, portable, takes, ct) is { Count: > 0 } all) file[kind.Section] = all;
        return file;
    }

    private async Task<JsonArray> All(Kind kind, string path, Portable portable, Func<Kind, JsonObject, bool>? takes, CancellationToken ct)
    {
        var all = new JsonArray();
        var found = await things.List(kind, path, ct);
        // The same org makes the same file, whatever ids its things have.
        if (!kind.InOrder)
            found = [.. found.OrderBy(one => kind.Within is { } within ? Members.Text(one, within) : null, StringComparer.Ordinal)
                .ThenBy(one => OrgThings.NameOf(kind, one), StringComparer.Ordinal)];
        foreach (var thing in found)
        {
            if ((kind.LeavesOutSystem && IsSystem(thing)) || kind.LeftOut(thing) || takes?.Invoke(kind, thing) is false) continue;
            var made = await portable.Of(kind, path, thing, ct);
            foreach (var child in kind.Children)
            {
                var below = child.PathBelow(path, Members.Text(thing, "id")!);
                if (await All(child, below, portable, takes, ct) is { Count: > 0 } children) made[child.Section] = children;
            }
            all.Add(made);
        }
        return all;
    }

    /// <summary>What every org has: scopes and claims say so of themselves, the group Everyone by its type.</summary>
    private static bool IsSystem(JsonObject thing) => thing["system"]?.GetValue<bool>() == true || Members.Text(thing, "type") == "BUILT_IN";
}
