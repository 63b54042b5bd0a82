using System.Collections.Concurrent;
using Latchkey.Server.Core.Expressions;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.AutoMembership;

/// <summary>
/// Puts people where rules say, and takes them away where no rule says so any more: in the commit that changed their profile, after their row was
/// written. Whoever changes the row of a person holds it, so a rule that is being switched on meanwhile sees the new profile, or is seen here.
/// </summary>
internal sealed class RuleApplication(SystemLog log, TimeProvider clock)
{
    /// <summary>Read rules, by their text; what is over the brim is read again.</summary>
    private const int MostKept = 2_000;

    private static readonly AppFacts NoApp = new("", "", "", []);

    private readonly ConcurrentDictionary<string, ClaimExpression> kept = new(StringComparer.Ordinal);
    private readonly RuleMembers members = new(clock);

    /// <summary>By every rule of the org that is switched on.</summary>
    /// <param name="writing">Which has written the person's row.</param>
    /// <param name="doing">With what it happens.</param>
    /// <param name="user">As they now are.</param>
    public async Task Apply(Writing writing, Doing doing, User user)
    {
        var rules = await GroupRules.Active(writing, user.OrgId);
        if (rules.Count > 0) await Apply(writing, doing, rules, [user]);
    }

    /// <summary>What else holds these people where is left alone.</summary>
    internal async Task Apply(Writing writing, Doing doing, IReadOnlyList<GroupRule> rules, IReadOnlyList<User> people)
    {
        var held = (await RuleMembers.Of(writing, [.. people.Select(user => user.Id)])).ToLookup(one => (one.UserId, one.RuleId), one => one.GroupId);
        foreach (var user in people)
        {
            var subject = new ClaimSubject { App = NoApp, User = user, Now = clock.Now };
            foreach (var rule in rules)
            {
                var wanted = Satisfies(rule, subject) ? rule.GroupIds : [];
                var there = held[(user.Id, rule.Id)];
                foreach (var groupId in wanted.Except(there))
                    if (await members.Add(writing, rule.Id, groupId, user.Id)) await Tell(writing, doing, rule, AdminEvents.GroupUserAdded, user, groupId);
                foreach (var groupId in there.Except(wanted))
                    if (await members.Remove(writing, rule.Id, groupId, user.Id))
                        await Tell(writing, doing, rule, AdminEvents.GroupUserRemoved, user, groupId);
            }
        }
    }

    /// <summary>Whoever it has no answer for does not satisfy it.</summary>
    private bool Satisfies(GroupRule rule, ClaimSubject subject)
    {
        if (subject.User!.Status == UserStatus.Deprovisioned || rule.Excluded.Contains(subject.User.Id)) return false;
        try
        {
            return Read(rule.Expression).Evaluate(subject) is true;
        }
        catch (ExpressionException)
        {
            return false;
        }
    }

    private ClaimExpression Read(string text)
    {
        if (kept.TryGetValue(text, out var read)) return read;
        if (kept.Count >= MostKept) kept.Clear();
        return kept[text] = ClaimExpression.OfStored(text);
    }

    private Task Tell(Writing writing, Doing doing, GroupRule rule, LogEntry entry, User user, string groupId) =>
        log.Record(writing, doing with { By = rule.Party }, entry, user.Party, new LogParty(groupId, "UserGroup", null, null));
}
