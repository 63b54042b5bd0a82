using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Kit;

/// <summary>What the ids in policies are called, and which ids stand behind the names that an administrator types.</summary>
internal sealed class PolicyNames(Users users, UserList people, Groups groupsById, GroupSearch groups, Apps apps, Zones zones, IdentityProviders providers)
{
    /// <summary>So many of a kind are looked up for one page; what is beyond goes by its id.</summary>
    private const int Most = 500;

    /// <summary>By id: groups by name, people by login, apps by label, zones by name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Of(string orgId, IReadOnlyCollection<OrgPolicy> policies, CancellationToken ct)
    {
        var rules = policies.SelectMany(policy => policy.Rules).ToArray();
        var conditions = rules.Select(rule => rule.Conditions).ToArray();
        var names = await Of(orgId, policies.SelectMany(policy => policy.Groups).Concat(rules.SelectMany(rule => rule.Profile?.Groups ?? []))
                .Concat(conditions.SelectMany(when => when.Groups.Concat(when.ExcludedGroups))),
            conditions.SelectMany(when => when.Users.Concat(when.ExcludedUsers)), conditions.SelectMany(when => when.Apps.Concat(when.ExcludedApps)), ct);
        if (conditions.Any(when => when.Zones.Count + when.ExcludedZones.Count > 0))
            foreach (var zone in await zones.All(orgId, ct)) names[zone.Id] = zone.Name;
        if (rules.Any(rule => rule.Routing?.ProviderId is not null))
            foreach (var provider in await providers.All(orgId, ct)) names[provider.Id] = provider.Name;
        return names;
    }

    /// <summary>By id: groups by name, people by login, apps by label.</summary>
    public async Task<Dictionary<string, string>> Of(string orgId, IEnumerable<string> groupIds, IEnumerable<string> userIds, IEnumerable<string> appIds,
        CancellationToken ct)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in await groups.Of(orgId, Some(groupIds), ct)) names[group.Id] = group.Name;
        foreach (var user in await people.Of(orgId, Some(userIds), ct)) names[user.Id] = user.Login;
        foreach (var id in Some(appIds))
            if (await apps.Find(orgId, id, ct) is { } app) names[id] = app.Label;
        return names;
    }

    public static string List(IReadOnlyList<string> ids, IReadOnlyDictionary<string, string> names) =>
        string.Join(", ", ids.Select(id => names.GetValueOrDefault(id, id)));

    /// <summary>One a line, as a form has them.</summary>
    public static string? Lines(IReadOnlyList<string> ids, IReadOnlyDictionary<string, string> names) =>
        ids.Count == 0 ? null : string.Join('\n', ids.Select(id => names.GetValueOrDefault(id, id)));

    /// <exception cref="RuleException">There is no such group.</exception>
    public Task<IReadOnlyList<string>> Groups(string orgId, string field, IReadOnlyList<string> lines, CancellationToken ct) =>
        Ids(field, lines, "a group of your organization", async line =>
        {
            var key = Identifiers.Canonical(line);
            return await groups.Seen(orgId, key, "", 1, seen: null, ct) is [var first] && Identifiers.Canonical(first.Name) == key ? first.Id
                : (await groupsById.Find(orgId, line, ct))?.Id;
        });

    /// <exception cref="RuleException">Nobody is called so.</exception>
    public Task<IReadOnlyList<string>> People(string orgId, string field, IReadOnlyList<string> lines, CancellationToken ct) =>
        Ids(field, lines, "somebody who signs in to your organization", async line =>
            (await users.FindByLogin(orgId, line, ct))?.Id ?? (await users.Find(orgId, line, ct))?.Id);

    /// <exception cref="RuleException">There is no such app.</exception>
    public Task<IReadOnlyList<string>> Apps(string orgId, string field, IReadOnlyList<string> lines, CancellationToken ct) =>
        Ids(field, lines, "the client ID of an app", async line => await apps.Find(orgId, line, ct) is { IsSystem: false } app ? app.Id : null);

    private static async Task<IReadOnlyList<string>> Ids(string field, IReadOnlyList<string> lines, string what, Func<string, Task<string?>> find)
    {
        if (lines.Count > Most) throw new RuleException(field, $"at most {Most}");
        var ids = new List<string>();
        foreach (var line in lines) ids.Add(await find(line) ?? throw new RuleException(field, $"'{line}' is not {what}"));
        return ids;
    }

    private static string[] Some(IEnumerable<string> ids) => [.. ids.Distinct(StringComparer.Ordinal).Take(Most)];
}
