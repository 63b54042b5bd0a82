using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>
/// What roles are for. A file says a resource by what it is called: <c>groups/Support</c>, <c>groups/Support/users</c>, <c>apps</c>; the API by an address
/// with an id.
/// </summary>
public sealed class KeptResourceSets : Keeping
{
    private const string Contents = "resources", Address = "_links.self.href";

    private static readonly Dictionary<string, Func<Kind>> Named = new(StringComparer.Ordinal)
    {
        ["groups"] = () => Kinds.Groups, ["apps"] = () => Kinds.Apps, ["authorizationServers"] = () => Kinds.Servers,
    };

    public override async Task<List<JsonObject>> List(ManagementApi api, Kind kind, string path, CancellationToken ct)
    {
        var (all, things) = (new List<JsonObject>(), new OrgThings(api));
        foreach (var set in await Held(api, path, "resource-sets", ct))
        {
            var names = new List<string>();
            foreach (var one in await Held(api, $"{path}/{Id(set)}/{Contents}", Contents, ct)) names.Add(await NameOf(api, things, one, ct));
            set[Contents] = new JsonArray([.. names.Order(StringComparer.Ordinal)]);
            all.Add(set);
        }
        return all;
    }

    public override async Task<JsonObject> Create(ManagementApi api, string path, JsonObject body, CancellationToken ct)
    {
        var sent = (JsonObject)body.DeepClone();
        sent[Contents] = await AddressesOf(api, Words(body, Contents), ct);
        return await base.Create(api, path, sent, ct);
    }

    public override async Task<JsonObject?> Replace(ManagementApi api, string path, JsonObject there, JsonObject body, CancellationToken ct)
    {
        var own = (JsonObject)body.DeepClone();
        own.Remove(Contents);
        var now = await base.Replace(api, path, there, own, ct);
        var (things, wanted, below) = (new OrgThings(api), Words(body, Contents), $"{path}/{Id(there)}/{Contents}");
        if (wanted.Except(Words(there, Contents)).ToArray() is { Length: > 0 } added)
            await api.Call(HttpMethod.Patch, below, new JsonObject { ["additions"] = await AddressesOf(api, added, ct) }, ct);
        foreach (var one in await Held(api, below, Contents, ct))
            if (!wanted.Contains(await NameOf(api, things, one, ct))) await api.Call(HttpMethod.Delete, $"{below}/{Id(one)}", null, ct);
        return now;
    }

    private static async Task<string> NameOf(ManagementApi api, OrgThings things, JsonObject resource, CancellationToken ct)
    {
        var start = new Uri(api.Org, "/api/v1/").AbsoluteUri;
        if (Members.Text(resource, Address) is not { } address || !address.StartsWith(start, StringComparison.Ordinal))
            return Members.Text(resource, "orn") is { } orn ? orn[(orn.LastIndexOf(':') + 1)..] : "";
        var parts = address[start.Length..].Split('/');
        if (parts.Length < 2) return parts[0];
        if (parts[0] == Reference.Users) parts[1] = await things.NameOf(Reference.Users, parts[1], ct);
        else if (Named.TryGetValue(parts[0], out var kind)) parts[1] = await things.NameOf(kind().Section, parts[1], ct);
        return string.Join('/', parts);
    }

    private static async Task<JsonArray> AddressesOf(ManagementApi api, IReadOnlyList<string> names, CancellationToken ct)
    {
        var (addresses, things) = (new JsonArray(), new OrgThings(api));
        foreach (var name in names)
        {
            // A name may have strokes of its own; what follows it is the people of a group alone.
            var (kind, rest) = name.IndexOf('/', StringComparison.Ordinal) is var at and > 0 ? (name[..at], name[(at + 1)..]) : (name, "");
            var members = kind == "groups" && rest.EndsWith("/users", StringComparison.Ordinal) ? "/users" : "";
            if (members.Length > 0) rest = rest[..^members.Length];
            var id = rest.Length == 0 ? "" : "/" + (Named.TryGetValue(kind, out var of) ? await things.IdOf(of().Section, rest, null, ct)
                : kind == Reference.Users ? await things.IdOf(Reference.Users, rest, null, ct) : rest);
            addresses.Add(new Uri(api.Org, $"/api/v1/{kind}{id}{members}").AbsoluteUri);
        }
        return addresses;
    }
}
