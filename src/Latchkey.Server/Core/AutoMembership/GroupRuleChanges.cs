using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.AutoMembership;

/// <summary>Changes the rules that put people into groups: each is one commit with its line in the log, whichever face asks. Contract §3.3, rules.</summary>
internal sealed class GroupRuleChanges(LoggedWrites writes, GroupRules rules, GroupRuleRun runs, GroupSearch groups, Users users, RoleBooks roles)
{
    private const string Active = "A rule is changed while it is inactive: deactivate it first.";

    /// <exception cref="RuleException">Another one has its name, or it names a group or a person that there is not.</exception>
    public async Task<GroupRule> Create(Doing doing, GroupRuleDraft draft)
    {
        await RequireThere(doing, draft);
        return await Written(doing, AdminEvents.GroupRuleCreated, writing => rules.Create(writing, doing.Org.Id, draft));
    }

    /// <param name="doing">Who does it, and where.</param>
    /// <param name="rule">Which.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="see">Told what it is by now: whoever asks may refuse it where somebody else was quicker.</param>
    /// <exception cref="RuleException">Another one has its name, or it names a group or a person that there is not.</exception>
    /// <exception cref="StandingException">It is active.</exception>
    public async Task<GroupRule> Replace(Doing doing, GroupRule rule, GroupRuleDraft draft, Action<GroupRule>? see = null)
    {
        if (rule.Active) throw new StandingException(Active);
        await RequireThere(doing, draft);
        return await Written(doing, AdminEvents.GroupRuleUpdated, async writing =>
        {
            if (see is not null && await GroupRules.Hold(writing, rule.Id) is { } current) see(current);
            return await rules.Change(writing, rule, draft);
        });
    }

    /// <summary>Everybody who satisfies it is put into its groups soon after. Nothing happens where it is active already.</summary>
    public Task Activate(Doing doing, GroupRule rule) => writes.Write(doing, AdminEvents.GroupRuleActivated, async writing =>
    {
        if (await rules.Activate(writing, rule) is not { } active) return null;
        await runs.Begin(writing, active);
        return active;
    }, active => active.Party);

    /// <summary>Nobody moves. Nothing happens where it is inactive already.</summary>
    public Task Deactivate(Doing doing, GroupRule rule) =>
        writes.Write(doing, AdminEvents.GroupRuleDeactivated, writing => rules.Deactivate(writing, rule), inactive => inactive.Party);

    /// <param name="doing">Who wants it.</param>
    /// <param name="rule">Which.</param>
    /// <param name="peopleToo">Whom it alone put somewhere leaves.</param>
    public Task Delete(Doing doing, GroupRule rule, bool peopleToo) => writes.Write(doing, AdminEvents.GroupRuleDeleted, async writing =>
    {
        await RuleMembers.Release(writing, rule, peopleToo);
        return await GroupRules.Delete(writing, rule);
    }, rule.Party);

    private async Task RequireThere(Doing doing, GroupRuleDraft draft)
    {
        var book = await roles.Of(doing.Org.Id, doing.Aborted);
        var there = (await groups.Of(doing.Org.Id, draft.GroupIds, doing.Aborted)).ToDictionary(group => group.Id);
        foreach (var id in draft.GroupIds)
        {
            if (!there.TryGetValue(id, out var group)) throw new RuleException("groupIds", $"there is no group '{id}'");
            if (group.Type == Groups.BuiltIn) throw new RuleException("groupIds", $"{group.Name} is built in: nobody is put there");
            if (book.GroupIds.Contains(id))
                throw new RuleException("groupIds", $"{group.Name} gives its people an administrator's role: nobody is put there by a rule");
        }
        foreach (var id in draft.Excluded)
            if (await users.Find(doing.Org.Id, id, doing.Aborted) is null) throw new RuleException("exclude", $"there is no person '{id}'");
    }

    private async Task<GroupRule> Written(Doing doing, LogEntry entry, Func<Writing, Task<GroupRule?>> write) =>
        await writes.Write(doing, entry, write, rule => rule.Party)
            ?? throw new RuleException("name", $"An object with this field already exists in the current organization, or there are {GroupRules.Most} rules");
}
