using System.Text.Json;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.AutoMembership;

/// <summary>Applies a rule that was switched on to everybody of the org, some at a time; it goes on where it stopped, whichever process began it.</summary>
internal sealed class GroupRuleRun(Database db, OutboxItems outbox, OrgDirectory orgs, RuleApplication application) : ICourier
{
    private const int Batch = 200;

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

    /// <summary>Whether there are more.</summary>
    private async Task<bool> Some(Writing writing, Org org, string ruleId, long run)
    {
        if (await GroupRules.Read(writing, ruleId) is not { Active: true, Reached: { } reached } rule || rule.Run != run) return false;
        var people = await UserList.Held(writing, org.Id, reached, Batch);
        await application.Apply(writing, new Doing(org, rule.Party, null), [rule], people);
        await GroupRules.Reached(writing, rule, people.Count < Batch ? null : people[^1].Id);
        return people.Count == Batch;
    }

    private sealed record Switched(string RuleId, long Run);
}
