using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>
/// What an org has and its file has not. Only of sections that were named and that the file has, if empty; never what every org has by itself, nor what
/// an administrator's role rests on, so that nobody is locked out of the console by a line that was left out.
/// </summary>
public sealed class Pruning(ManagementApi api, bool dry, Action<Step> told)
{
    private readonly HashSet<(string Path, string Key)> named = [];
    private readonly List<(Kind Kind, string Path, string What)> lists = [];

    private sealed record Extra(Kind Kind, string Path, JsonObject Thing, string What);

    /// <summary>It is in the file, and so are the lists below it that the file has.</summary>
    public void Keep(Kind kind, string path, JsonObject thing, JsonObject said)
    {
        named.Add((path, KeyOf(kind, thing)));
        foreach (var child in kind.Children)
            if (child.Prunable && said[child.Section] is JsonArray && Members.Text(thing, "id") is { } id && id != "new")
                lists.Add((child, child.PathBelow(path, id), $"{kind.Word} \"{OrgThings.NameOf(kind, thing)}\": "));
    }

    /// <returns>Whether it may be done, and is.</returns>
    public async Task<bool> Run(OrgThings things, JsonObject file, IReadOnlyCollection<string> sections, Func<IReadOnlyList<string>, bool> agreed,
        Action<string> kept, Action<string> at, CancellationToken ct)
    {
        var extras = new List<Extra>();
        foreach (var kind in Kinds.Removed.Where(kind => sections.Contains(kind.Section)))
        {
            if (file[kind.Section] is not JsonArray)
                throw new CommandException($"The file has no section {kind.Section}, and --prune {kind.Section} would remove them all. "
                    + $"Write \"{kind.Section}: []\" into it if that is meant.");
            foreach (var (child, path, what) in lists.Where(list => list.Path.StartsWith(kind.Path + "/", StringComparison.Ordinal)).Reverse())
                extras.AddRange(await Of(things, child, path, what, kept, ct));
            extras.AddRange(await Of(things, kind, kind.Path, "", kept, ct));
        }
        if (!dry && extras.Count > 0 && !agreed([.. extras.Select(extra => extra.What)])) return false;
        foreach (var extra in extras)
        {
            at(extra.What);
            if (!dry) await extra.Kind.Kept.Remove(api, extra.Kind, extra.Path, extra.Thing, ct);
            told(new Step(Step.Removed, extra.What, []));
        }
        return true;
    }

    private async Task<List<Extra>> Of(OrgThings things, Kind kind, string path, string of, Action<string> kept, CancellationToken ct)
    {
        var extras = new List<Extra>();
        // What was made last goes first: a default after those that it is the default for.
        foreach (var thing in (await things.List(kind, path, ct)).AsEnumerable().Reverse())
        {
            if (named.Contains((path, KeyOf(kind, thing))) || IsOfEveryOrg(thing) || kind.LeftOut(thing)) continue;
            var name = OrgThings.NameOf(kind, thing);
            var what = of + (name.Length == 0 ? kind.Word : $"{kind.Word} \"{name}\"");
            if (await MayAdminister(kind, thing, ct)) kept($"= {what} stays: it has an administrator's role. Take the role from it first.");
            else extras.Add(new(kind, path, thing, what));
        }
        return extras;
    }

    /// <summary>By its id, which a name may share; what has none is known by its name.</summary>
    private static string KeyOf(Kind kind, JsonObject thing) => Members.Text(thing, "id") ?? OrgThings.NameOf(kind, thing);

    private static bool IsOfEveryOrg(JsonObject thing) => Members.Text(thing, "type") == "BUILT_IN"
        || ((string[])["system", "default", "isDefault"]).Any(member => thing[member]?.GetValueKind() == JsonValueKind.True);

    /// <summary>Whoever may not see roles removes nothing that could have one.</summary>
    private async Task<bool> MayAdminister(Kind kind, JsonObject thing, CancellationToken ct)
    {
        var id = Uri.EscapeDataString(Members.Text(thing, "id") ?? "");
        if (kind != Kinds.Groups && kind != Kinds.Apps) return false;
        try
        {
            return (await api.ListOf(kind == Kinds.Groups ? $"/api/v1/groups/{id}/roles" : $"/oauth2/v1/clients/{id}/roles", ct)).Count > 0;
        }
        catch (ApiException)
        {
            return true;
        }
    }
}
