using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>An org's own words for its mails: a list below each mail, of which one in a language is for readers of every other.</summary>
public sealed class KeptMailTexts : Keeping
{
    private const string Template = "template", IsDefault = "isDefault";

    public override async Task<List<JsonObject>> List(ManagementApi api, Kind kind, string path, CancellationToken ct)
    {
        var all = new List<JsonObject>();
        foreach (var mail in await api.ListOf($"{path}?expand=customizationCount&limit=200", ct))
        {
            if (mail["_embedded"]?["customizationCount"] is { } count && count.ToString() == "0") continue;
            var name = Members.Text(mail, "name")!;
            var words = await api.ListOf($"{path}/{Uri.EscapeDataString(name)}/customizations?limit=200", ct);
            all.AddRange(words.OrderByDescending(Chosen).ThenBy(one => Members.Text(one, "language"), StringComparer.Ordinal).Select(one => Of(name, one)));
        }
        return all;
    }

    public override async Task<JsonObject> Create(ManagementApi api, string path, JsonObject body, CancellationToken ct)
    {
        var name = Members.Text(body, Template)!;
        var made = Of(name, await base.Create(api, Below(path, body), Without(body, IsDefault), ct));
        return Chosen(body) && !Chosen(made) ? await Replace(api, path, made, body, ct) ?? made : made;
    }

    /// <summary>Whoever becomes the default takes it from whoever was, and nobody gives it up by themselves.</summary>
    public override async Task<JsonObject?> Replace(ManagementApi api, string path, JsonObject there, JsonObject body, CancellationToken ct) =>
        await base.Replace(api, Below(path, there), there, Chosen(body) ? Without(body) : Without(body, IsDefault), ct);

    public override Task Remove(ManagementApi api, Kind kind, string path, JsonObject there, CancellationToken ct) =>
        base.Remove(api, kind, Below(path, there), there, ct);

    private static string Below(string path, JsonObject thing) => $"{path}/{Uri.EscapeDataString(Members.Text(thing, Template)!)}/customizations";

    private static bool Chosen(JsonObject words) => words[IsDefault] is JsonValue value && value.TryGetValue<bool>(out var chosen) && chosen;

    private static JsonObject Of(string template, JsonObject words)
    {
        var made = new JsonObject { [Template] = template };
        foreach (var (member, value) in words) made[member] = value?.DeepClone();
        return made;
    }

    private static JsonObject Without(JsonObject body, string? member = null)
    {
        var made = (JsonObject)body.DeepClone();
        made.Remove(Template);
        if (member is not null) made.Remove(member);
        return made;
    }
}
