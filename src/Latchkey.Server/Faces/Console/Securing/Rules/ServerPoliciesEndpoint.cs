using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Securing.Rules;

/// <summary>GET /admin/api/servers/{id}/policies: which apps get which tokens for whom, in the order in which it is decided. Contract §3.4, Policy.</summary>
internal static class ServerPoliciesEndpoint
{
    /// <summary>So many names are looked up for one page; what is beyond goes by its id.</summary>
    private const int MostNames = 200;

    public static async Task<IResult> Show(HttpContext http, string serverId, AuthorizationServers servers, Apps apps, UserList people, GroupSearch groups)
    {
        if (await servers.Shown(http, serverId) is not { } server) return ConsoleRefusals.NotFound();
        var ct = http.RequestAborted;
        var policies = new List<AccessPolicy>();
        foreach (var stored in await servers.ReadPolicies(server, ct))
            policies.Add(stored.Policy with { Rules = [.. (await servers.ReadRules(stored.Policy, ct)).Select(rule => rule.Rule)] });

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var clientId in policies.SelectMany(policy => policy.Clients).Where(id => id != PolicyDecision.AllClients).Distinct().Take(MostNames))
            if (await apps.Find(http.Org.Id, clientId, ct) is { } app) names[clientId] = app.Label;
        var rules = policies.SelectMany(policy => policy.Rules).ToArray();
        var userIds = rules.SelectMany(rule => rule.Users.Concat(rule.ExcludedUsers)).Distinct();
        foreach (var user in await people.Of(http.Org.Id, [.. userIds.Take(MostNames)], ct)) names[user.Id] = user.DisplayName;
        var groupIds = rules.SelectMany(rule => rule.Groups.Concat(rule.ExcludedGroups ?? [])).Where(id => id != PolicyDecision.Everyone).Distinct();
        foreach (var group in await groups.Of(http.Org.Id, [.. groupIds.Take(MostNames)], ct)) names[group.Id] = group.Name;
        return Page.Of(new ServerPoliciesPage { Frame = http.Frame(ConsoleSection.Api), Server = server, Policies = policies, Names = names });
    }
}
