using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Policies;

/// <summary>Changes the rules of access policies: each is one commit with its line in the log, whichever face asks. Contract §3.4, Rule.</summary>
internal sealed class AccessPolicyRuleChanges(LoggedWrites writes, AccessPolicies policies, Users users, Groups groups, InlineHooks hooks)
{
    /// <returns>Its id.</returns>
    /// <exception cref="RuleException">It names somebody whom the org does not have, another one of the policy has its name, or there are too many.</exception>
    public async Task<string> Create(Doing doing, AuthorizationServer server, AccessPolicy policy, AccessPolicyRuleDraft draft)
    {
        var rule = draft.Rule with { Id = Ids.New(Ids.Rule) };
        await RequireNamed(doing, rule);
        return await Write(doing, server, policy, rule, ServerEvents.RuleCreated, writing => policies.Create(writing, server, policy, rule, draft.Priority))
            ? rule.Id : throw AccessPolicies.Taken();
    }

    /// <param name="doing">Who does it, and where.</param>
    /// <param name="server">Whose it is.</param>
    /// <param name="policy">Whose rule it is.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="see">Told what it is by now: whoever asks may refuse it where somebody else was quicker.</param>
    /// <exception cref="RuleException">It names somebody whom the org does not have, another one of the policy has its name, or it is gone.</exception>
    public async Task Replace(Doing doing, AuthorizationServer server, AccessPolicy policy, AccessPolicyRuleDraft draft, Action<AccessPolicyRule>? see = null)
    {
        await RequireNamed(doing, draft.Rule);
        if (!await Write(doing, server, policy, draft.Rule, ServerEvents.RuleUpdated,
            writing => policies.Change(writing, server, policy, draft.Rule, draft.Priority, see))) throw AccessPolicies.Taken();
    }

    /// <summary>Up or down in the order in which the rules are tried. Nothing happens where it is the first or the last already.</summary>
    public Task Move(Doing doing, AuthorizationServer server, AccessPolicy policy, AccessPolicyRule rule, int places) =>
        Write(doing, server, policy, rule, ServerEvents.RuleUpdated, writing => policies.Move(writing, server, policy, rule, places));

    /// <summary>Nothing happens when it was so already, or is gone.</summary>
    public async Task SetActive(Doing doing, AuthorizationServer server, AccessPolicy policy, AccessPolicyRule rule, bool active)
    {
        if (rule.Active == active) return;
        await Write(doing, server, policy, rule, active ? ServerEvents.RuleActivated : ServerEvents.RuleDeactivated,
            writing => policies.Change(writing, server, policy, rule with { Active = active }, null));
    }

    public Task Delete(Doing doing, AuthorizationServer server, AccessPolicy policy, AccessPolicyRule rule) =>
        Write(doing, server, policy, rule, ServerEvents.RuleDeleted, writing => policies.Delete(writing, server, policy, rule));

    private Task<bool> Write(
        Doing doing, AuthorizationServer server, AccessPolicy policy, AccessPolicyRule rule, LogEntry entry, Func<Writing, Task<bool>> write) =>
        writes.Write(doing, entry, write, rule.Party, policy.Party, server.Party);

    /// <summary>A name that is nobody's would look like a rule that works.</summary>
    private async Task RequireNamed(Doing doing, AccessPolicyRule rule)
    {
        foreach (var user in rule.Users.Concat(rule.ExcludedUsers))
            if (await users.Find(doing.Org.Id, user, doing.Aborted) is null) throw new RuleException("conditions.people.users", $"'{user}' is not a user");
        foreach (var group in rule.Groups.Where(group => group != PolicyDecision.Everyone).Concat(rule.ExcludedGroups ?? []))
            if (await groups.Find(doing.Org.Id, group, doing.Aborted) is null) throw new RuleException("conditions.people.groups", $"'{group}' is not a group");
        if (rule.InlineHookId is { } hook && await hooks.Find(doing.Org.Id, hook, doing.Aborted) is not { Type: InlineHookType.Token })
            throw new RuleException("actions.token.inlineHook.id", $"'{hook}' is not an inline hook of type {InlineHookType.Token}");
    }
}
