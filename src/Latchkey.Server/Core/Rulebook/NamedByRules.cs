using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>What a rule names is there, and is what the rule takes it for. Contract §3.9.</summary>
internal sealed class NamedByRules(Users users, Groups groups, Apps apps, Zones zones, InlineHooks hooks, RoleBooks roles, IKnownProviders providers)
{
    /// <summary>A name that is nobody's would look like a rule that works.</summary>
    public async Task Require(Doing doing, OrgRule rule)
    {
        var (orgId, conditions, ct) = (doing.Org.Id, rule.Conditions, doing.Aborted);
        foreach (var user in conditions.Users.Concat(conditions.ExcludedUsers))
            if (await users.Find(orgId, user, ct) is null) throw new RuleException("conditions.people.users", $"'{user}' is not a user");
        foreach (var group in conditions.Groups.Concat(conditions.ExcludedGroups))
            if (await groups.Find(orgId, group, ct) is null) throw new RuleException("conditions.people.groups", $"'{group}' is not a group");
        foreach (var app in conditions.Apps.Concat(conditions.ExcludedApps))
            if (await apps.Find(orgId, app, ct) is null) throw new RuleException("conditions.app", $"'{app}' is not an app");
        foreach (var group in rule.Profile?.Groups ?? [])
            if (await groups.Find(orgId, group, ct) is not { } found || found.IsEveryone)
                throw new RuleException("actions.profileEnrollment.targetGroupIds", $"'{group}' is not a group that people are put in");
            else if ((await roles.Of(orgId, ct)).GroupIds.Contains(group))
                throw new RuleException(
                    "actions.profileEnrollment.targetGroupIds", $"'{group}' gives its people an administrator's role: nobody signs up into it");
        if (rule.Profile?.HookId is { } hook && await hooks.Find(orgId, hook, ct) is not { Type: InlineHookType.Registration })
            throw new RuleException(
                "actions.profileEnrollment.preRegistrationInlineHooks", $"'{hook}' is not an inline hook of type {InlineHookType.Registration}");
        if (rule.Routing is { ProviderId: { } provider, Type: var said })
        {
            var type = await providers.TypeOf(orgId, provider, ct)
                ?? throw new RuleException("actions.idp.providers", $"'{provider}' is not an identity provider");
            if (said is not null && said != type) throw new RuleException("actions.idp.providers.type", $"'{provider}' is of the type {type}");
        }
        foreach (var zone in conditions.Zones.Concat(conditions.ExcludedZones).Where(zone => zone != ZoneSet.AnyZone))
            if (await zones.Find(orgId, zone, ct) is not { Usage: ZoneUsage.Policy })
                throw new RuleException("conditions.network", $"'{zone}' is not a network zone for policies");
    }
}
