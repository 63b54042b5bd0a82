using System.Text.Json.Nodes;
using Latchkey.Cli.Api;

namespace Latchkey.Cli.Files;

/// <summary>
/// Who has which roles: <c>to</c> is a group, an app or a person by name, and <c>roles</c> all that they have by themselves. A file that is exported names no
/// people, as it names none elsewhere; one that is applied may.
/// </summary>
public sealed class KeptAdministrators : Keeping
{
    private const string Roles = "roles", To = "to", Custom = "CUSTOM", Role = "role", Set = "resourceSet", For = "targets";
    private const string Group = "group ", App = "app ", Person = "person ";

    private static readonly (string List, string Kind)[] Holders = [("groups", Group), ("clients", App), (Reference.Users, Person)];

    public static bool IsPerson(JsonObject entry) => Members.Text(entry, To)!.StartsWith(Person, StringComparison.Ordinal);

    public override async Task<List<JsonObject>> List(ManagementApi api, Kind kind, string path, CancellationToken ct)
    {
        var (all, things) = (new List<JsonObject>(), new OrgThings(api));
        foreach (var (list, who) in Holders)
        {
            for (var next = $"{path}/{list}"; next is not null;)
            {
                var page = await api.Call(HttpMethod.Get, next, null, ct) as JsonObject ?? [];
                foreach (var one in page["value"]?.AsArray().OfType<JsonObject>() ?? [])
                {
                    var id = Members.Text(one, "id")!;
                    var name = await things.NameOf(SectionOf(who), id, ct);
                    all.Add(new JsonObject { ["id"] = id, [To] = who + name, [Roles] = await RolesOf(api, things, BelowOf(who, id), ct) });
                }
                next = Members.Text(page, "_links.next.href") is { } more ? new Uri(more).PathAndQuery : null;
            }
        }
        return all;
    }

    public override async Task<JsonObject> Create(ManagementApi api, string path, JsonObject body, CancellationToken ct)
    {
        var (who, name) = Holder(Members.Text(body, To)!);
        var id = await new OrgThings(api).IdOf(SectionOf(who), name, null, ct);
        var made = (JsonObject)body.DeepClone();
        made["id"] = id;
        await Give(api, BelowOf(who, id), body[Roles] as JsonArray ?? [], [], ct);
        return made;
    }

    public override async Task<JsonObject?> Replace(ManagementApi api, string path, JsonObject there, JsonObject body, CancellationToken ct)
    {
        var below = BelowOf(Holder(Members.Text(there, To)!).Who, Members.Text(there, "id")!);
        await Give(api, below, body[Roles] as JsonArray ?? [], there[Roles] as JsonArray ?? [], ct);
        return null;
    }

    public override Task Remove(ManagementApi api, Kind kind, string path, JsonObject there, CancellationToken ct) =>
        Replace(api, path, there, new JsonObject { [Roles] = new JsonArray() }, ct);

    /// <summary>What is new is given before anything is taken: nobody is without a role in between.</summary>
    private static async Task Give(ManagementApi api, string below, JsonArray wanted, JsonArray before, CancellationToken ct)
    {
        var things = new OrgThings(api);
        bool In(JsonArray list, JsonNode? one) => list.Any(other => Difference.Between(other, one).Count == 0);
        foreach (var one in wanted.Where(one => !In(before, one)))
        {
            var made = await api.Call(HttpMethod.Post, below, await Sent(things, one!, ct), ct) as JsonObject ?? [];
            foreach (var target in (one as JsonObject)?[For]?.AsArray() ?? []) await Aim(api, things, $"{below}/{Id(made)}/{For}", target!.ToString(), ct);
        }
        if (before.All(one => In(wanted, one))) return;
        foreach (var held in await Own(api, below, ct))
            if (!In(wanted, await Said(api, things, below, held, ct))) await api.Call(HttpMethod.Delete, $"{below}/{Id(held)}", null, ct);
    }

    private static async Task<JsonObject> Sent(OrgThings things, JsonNode role, CancellationToken ct)
    {
        if (role is not JsonObject said) return new JsonObject { ["type"] = role.ToString() };
        if (Members.Text(said, Set) is not { } set) return new JsonObject { ["type"] = Members.Text(said, Role) };
        return new JsonObject
        {
            ["type"] = Custom, [Role] = await things.IdOf(Kinds.Roles.Section, Members.Text(said, Role) ?? "", null, ct),
            ["resource-set"] = await things.IdOf(Kinds.ResourceSets.Section, set, null, ct),
        };
    }

    private static async Task Aim(ManagementApi api, OrgThings things, string below, string target, CancellationToken ct)
    {
        var (kind, name) = target.IndexOf('/', StringComparison.Ordinal) is var at and > 0 ? (target[..at], target[(at + 1)..]) : (target, "");
        var address = kind switch
        {
            "groups" when name.Length > 0 => "/groups/" + await things.IdOf(Kinds.Groups.Section, name, null, ct),
            "apps" when name.Length > 0 => "/catalog/apps/oidc_client/" + await things.IdOf(Kinds.Apps.Section, name, null, ct),
            "apps" => "/catalog/apps/oidc_client",
            _ => throw new CommandException($"\"{target}\" is no target of a role: write groups/NAME, apps/NAME or apps."),
        };
        await api.Call(HttpMethod.Put, below + address, null, ct);
    }

    public override JsonObject Tidy(JsonObject said)
    {
        if (said[Roles] is not JsonArray roles) return said;
        said[Roles] = InOrder(roles.Select(one => one is not JsonObject role ? one!.DeepClone() : role[For] is not JsonArray targets
            ? new JsonObject { [Role] = role[Role]?.DeepClone(), [Set] = role[Set]?.DeepClone() }
            : new JsonObject
            {
                [Role] = role[Role]?.DeepClone(), [For] = new JsonArray([.. targets.Select(one => one!.ToString()).Order(StringComparer.Ordinal)]),
            }));
        return said;
    }

    private static JsonArray InOrder(IEnumerable<JsonNode> roles) => new([.. roles.OrderBy(one => one.ToJsonString(), StringComparer.Ordinal)]);

    private static async Task<JsonArray> RolesOf(ManagementApi api, OrgThings things, string below, CancellationToken ct)
    {
        var said = new List<JsonNode>();
        foreach (var held in await Own(api, below, ct)) said.Add(await Said(api, things, below, held, ct));
        return InOrder(said);
    }

    /// <summary>Not those that a person has by a group.</summary>
    private static async Task<IReadOnlyList<JsonObject>> Own(ManagementApi api, string below, CancellationToken ct) =>
        [.. (await api.ListOf(below, ct)).Where(one => !below.StartsWith("/api/v1/users/", StringComparison.Ordinal)
            || Members.Text(one, "assignmentType") == "USER")];

    /// <summary>A role as a file says it: its type alone, where it is for everything.</summary>
    private static async Task<JsonNode> Said(ManagementApi api, OrgThings things, string below, JsonObject held, CancellationToken ct)
    {
        var type = Members.Text(held, "type")!;
        if (type == Custom)
            return new JsonObject
            {
                [Role] = await things.NameOf(Kinds.Roles.Section, Members.Text(held, Role)!, ct),
                [Set] = await things.NameOf(Kinds.ResourceSets.Section, Members.Text(held, "resource-set")!, ct),
            };
        var targets = new List<string>();
        foreach (var target in await api.ListOf($"{below}/{Id(held)}/{For}", ct)) targets.Add(await TargetOf(things, Members.Text(target, "orn")!, ct));
        return targets.Count == 0 ? JsonValue.Create(type)!
            : new JsonObject { [Role] = type, [For] = new JsonArray([.. targets.Order(StringComparer.Ordinal)]) };
    }

    private static async Task<string> TargetOf(OrgThings things, string orn, CancellationToken ct) => orn.Split(':')[4..] switch
    {
        ["groups", var id] => "groups/" + await things.NameOf(Kinds.Groups.Section, id, ct),
        ["apps", _, var id] => "apps/" + await things.NameOf(Kinds.Apps.Section, id, ct),
        _ => "apps",
    };

    private static (string Who, string Name) Holder(string to)
    {
        foreach (var (_, kind) in Holders)
            if (to.StartsWith(kind, StringComparison.Ordinal)) return (kind, to[kind.Length..]);
        throw new CommandException($"administrators: \"{to}\" is nobody: write \"group NAME\", \"app NAME\" or \"person LOGIN\".");
    }

    private static string SectionOf(string who) => who switch { Group => Kinds.Groups.Section, App => Kinds.Apps.Section, _ => Reference.Users };

    private static string BelowOf(string who, string id) => (who switch
    {
        Group => "/api/v1/groups/",
        App => "/oauth2/v1/clients/",
        _ => "/api/v1/users/",
    }) + Uri.EscapeDataString(id) + "/roles";
}
