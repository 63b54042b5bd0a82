using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>What is in an org, as the management API tells it, by name and by id. Each list is read once.</summary>
public sealed class OrgThings(ManagementApi api)
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "EVERYONE", "ALL_CLIENTS", "ALL_ZONES", "*" };

    private readonly Dictionary<string, List<JsonObject>> lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> logins = new(StringComparer.Ordinal);

    /// <summary>Things that a dry run would have made.</summary>
    private readonly HashSet<(string Section, string Name)> promised = [];

    public async Task<List<JsonObject>> List(Kind kind, string path, CancellationToken ct)
    {
        if (lists.TryGetValue(path, out var known)) return known;
        return lists[path] = await kind.Kept.List(api, kind, path, ct);
    }

    public static string NameOf(Kind kind, JsonObject thing) => kind.Key.Length == 0 ? "" : Members.Text(thing, kind.Key) ?? "";

    public void Made(string path, JsonObject thing)
    {
        if (lists.TryGetValue(path, out var list)) list.Add(thing);
    }

    public void Promise(Kind kind, string name) => promised.Add((kind.Section, name));

    /// <summary>What an id stands for, as a file says it; the id itself where it stands for nothing that is there.</summary>
    public async Task<string> NameOf(string section, string id, CancellationToken ct)
    {
        if (Words.Contains(id)) return id;
        if (section == Reference.Users) return await LoginOf(id, ct);
        var kind = KindOf(section);
        return (await List(kind, kind.Path, ct)).FirstOrDefault(thing => Members.Text(thing, "id") == id) is { } found ? NameOf(kind, found) : id;
    }

    /// <summary>The id of what a file names; a name that nothing has is refused with what it would be.</summary>
    public async Task<string> IdOf(string section, string name, string? within, CancellationToken ct)
    {
        if (Words.Contains(name)) return name;
        if (section == Reference.Users) return await UserOf(name, ct);
        var kind = KindOf(section);
        var things = await List(kind, kind.Path, ct);
        var named = things.Where(thing => NameOf(kind, thing).Equals(name, StringComparison.Ordinal)
            && (within is null || Members.Text(thing, kind.Within!) == within)).ToArray();
        if (named.Length == 0) named = [.. things.Where(thing => Members.Text(thing, "id") == name)];
        return named switch
        {
            [var one] => Members.Text(one, "id")!,
            [] when promised.Contains((section, name)) => $"(the new {kind.Word} {name})",
            [] => throw new CommandException($"There is no {kind.Word} \"{name}\", neither in the org nor before this in the file."),
            _ => throw new CommandException($"There are {named.Length} of the name \"{name}\" ({kind.Word}): say the id of the one that is meant, "
                + $"{string.Join(" or ", named.Select(one => Members.Text(one, "id")))}."),
        };
    }

    private static Kind KindOf(string section) => Kinds.All.Single(kind => kind.Section == section);

    private async Task<string> LoginOf(string id, CancellationToken ct)
    {
        if (logins.TryGetValue(id, out var login)) return login;
        return logins[id] = await FindUser(id, ct) is { } user ? Members.Text(user, "profile.login") ?? id : id;
    }

    private async Task<string> UserOf(string login, CancellationToken ct) => await FindUser(login, ct) is { } user ? Members.Text(user, "id")!
        : throw new CommandException($"There is nobody whose login is \"{login}\".");

    private async Task<JsonObject?> FindUser(string idOrLogin, CancellationToken ct)
    {
        try
        {
            return await api.Call(HttpMethod.Get, $"/api/v1/users/{Uri.EscapeDataString(idOrLogin)}", null, ct) as JsonObject;
        }
        catch (ApiException error) when (error.Status == HttpStatusCode.NotFound && !error.IsUnknownPath)
        {
            return null;
        }
    }
}
