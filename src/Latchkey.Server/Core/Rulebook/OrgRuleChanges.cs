using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>Changes the rules of an org's policies: each is one commit with its line in the log, whichever face asks. Contract §3.9.</summary>
internal sealed class OrgRuleChanges(LoggedWrites writes, OrgPolicies policies, OrgDirectory orgs, NamedByRules named, TimeProvider clock)
{
    /// <returns>Its id.</returns>
    /// <exception cref="RuleException">It names what the org does not have, another one of the policy has its name, or there are too many.</exception>
    public async Task<string> Create(Doing doing, OrgPolicy policy, OrgRuleDraft draft)
    {
        var rule = draft.Rule with { Id = Ids.New(Ids.Rule), CreatedAt = clock.Now, UpdatedAt = clock.Now };
        await named.Require(doing, rule);
        return await Write(doing, policy, rule, OrgPolicyEvents.RuleCreated, writing => policies.Create(writing, policy, rule, draft.Priority))
            ? rule.Id : throw Taken();
    }

    /// <param name="doing">Who does it, and where.</param>
    /// <param name="policy">Whose rule it is.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="see">Told what it is by now: whoever asks may refuse it where somebody else was quicker.</param>
    /// <exception cref="RuleException">It names what the org does not have, another one of the policy has its name, or it is gone.</exception>
    public async Task Replace(Doing doing, OrgPolicy policy, OrgRuleDraft draft, Action<OrgRule>? see = null)
    {
        var (rule, org) = (draft.Rule, doing.Org);
        await named.Require(doing, rule);
        if (!await Write(doing, policy, rule, OrgPolicyEvents.RuleUpdated, async writing =>
        {
            if (see is not null)
            {
                if ((await policies.Held(writing, org.Id)).Find(policy.Id)?.Rules.FirstOrDefault(one => one.Id == rule.Id) is not { } current) return false;
                see(current);
            }
            if (!await policies.Change(writing, policy, rule, draft.Priority)) return false;
            if (!policy.System || !rule.System) return true;
            if (rule.Session?.Persistent is { } persistent && persistent != org.PersistentSessions) await orgs.PersistSessions(writing, org, persistent);
            if (rule.Profile?.Register is { } register && register != org.AllowsSignUp) await orgs.AllowSignUp(writing, org, register);
            return true;
        })) throw Taken();
    }

    /// <summary>Up or down in the order in which the rules are tried. Nothing happens where it is the first or the last already.</summary>
    public Task Move(Doing doing, OrgPolicy policy, OrgRule rule, int places) => Write(doing, policy, rule, OrgPolicyEvents.RuleUpdated, async writing =>
        (await policies.Held(writing, policy.OrgId)).Find(policy.Id) is { } held
            && held.Rules.FirstOrDefault(one => one.Id == rule.Id) is { System: false, Priority: var now } current
            && now + places >= 1 && held.Rules.Count(one => !one.System) >= now + places
            && await policies.Change(writing, held, current, now + places));

    /// <summary>Nothing happens when it was so already, or is gone.</summary>
    /// <exception cref="BuiltInException">It came with its policy.</exception>
    public async Task SetActive(Doing doing, OrgPolicy policy, OrgRule rule, bool active)
    {
        if (rule.Active == active) return;
        if (rule.System) throw new BuiltInException("A rule that came with its policy is always active.");
        await Write(doing, policy, rule, active ? OrgPolicyEvents.RuleActivated : OrgPolicyEvents.RuleDeactivated,
            writing => policies.Change(writing, policy, rule with { Active = active }, null));
    }

    /// <exception cref="BuiltInException">It came with its policy.</exception>
    public Task Delete(Doing doing, OrgPolicy policy, OrgRule rule) => rule.System
        ? throw new BuiltInException("A rule that came with its policy cannot be deleted.")
        : Write(doing, policy, rule, OrgPolicyEvents.RuleDeleted, writing => policies.Delete(writing, policy, rule));

    private Task<bool> Write(Doing doing, OrgPolicy policy, OrgRule rule, LogEntry entry, Func<Writing, Task<bool>> write) =>
        writes.Write(doing, entry, write, rule.Party, policy.Party);

    private static RuleException Taken() => new("name", $"Another rule of the policy has this name, or there are {OrgPolicies.Most} already");
}
