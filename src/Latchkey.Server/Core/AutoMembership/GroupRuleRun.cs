using System.Text.Json;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.AutoMembership;

/// <summary>Applies a rule that was switched on to everybody of the org, some at a time; it goes on where it stopped, whichever process began it.</summary>
internal sealed class GroupRuleRun(Database db, OutboxItems outbox, OrgDirectory orgs, RuleApplication application, Turns turns) : ICourier
{
    /// <summary>So many times somebody is held against a rule, at most, before others may write.</summary>
    private const int AtATime = 4_000;

    private const int Fewest = 20, Batch = 200;

    private static readonly OutboxKind Runs = new("group-rule")
    {
        Kept = TimeSpan.FromDays(30), Lease = TimeSpan.FromMinutes(10), FirstWait = TimeSpan.FromSeconds(5), LongestWait = TimeSpan.FromMinutes(5),
    };

    public OutboxKind Kind => Runs;

    /// <summary>In the commit that switches it on.</summary>
    public Task Begin(Writing writing, GroupRule rule) => outbox.Queue(writing, Runs,
        new OutboxItem($"{rule.Id} {rule.Run}", rule.OrgId, rule.Id, JsonSerializer.Serialize(new Switched(rule.Id, rule.Run))));

    public async Task<DeliveryOutcome> Deliver(ClaimedItem item, CancellationToken ct)
    {
        var (ruleId, run) = JsonSerializer.Deserialize<Switched>(item.Payload)!;
        if (await orgs.Find(item.OrgId, ct) is not { } org) return DeliveryOutcome.Moot;
        while (await db.Write(writing => Some(writing, org, ruleId, run), ct)) ct.ThrowIfCancellationRequested();
        return DeliveryOutcome.Moot;
    }

    /// <summary>
    /// Whether there are more. Rules that were switched on together go through the people together, wherever each of them is: those that are behind are helped
    /// on first, and each person is read once for all of them.
    /// </summary>
    private async Task<bool> Some(Writing writing, Org org, string ruleId, long run)
    {
        await turns.Take(writing, $"group rules applied {org.Id}");
        var going = await GroupRules.Going(writing, org.Id);
        if (!going.Any(rule => rule.Id == ruleId && rule.Run == run)) return false;
        var (people, last) = await UserList.Held(writing, org.Id, going[0].Reached!, Math.Clamp(AtATime / going.Count, Fewest, Batch));
        var behind = last is null ? null : (await GroupRules.Behind(writing, org.Id, last)).ToHashSet(StringComparer.Ordinal);
        GroupRule[] here = [.. going.Where(rule => behind?.Contains(rule.Id) != false)];
        await application.Apply(writing, new Doing(org, here[0].Party, null), here, people);
        await GroupRules.Reached(writing, here, last);
        return true;
    }

    private sealed record Switched(string RuleId, long Run);
}
