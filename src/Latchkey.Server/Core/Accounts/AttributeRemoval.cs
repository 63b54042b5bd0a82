using System.Text.Json.Nodes;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Accounts;

/// <summary>
/// Takes the values of an attribute that is no more from everybody, or every group, that has one: few with the change itself, many afterwards, some at a
/// time.
/// </summary>
internal sealed class AttributeRemoval(Database db, OutboxItems outbox) : ICourier
{
    /// <summary>As many people as one commit changes.</summary>
    private const int Batch = 200;

    private static readonly OutboxKind Removals = new("attribute-removal")
    {
        Kept = TimeSpan.FromDays(30), Lease = TimeSpan.FromMinutes(10), FirstWait = TimeSpan.FromSeconds(5), LongestWait = TimeSpan.FromMinutes(5),
    };

    public OutboxKind Kind => Removals;

    /// <summary>In the commit that takes it out of the schema.</summary>
    public async Task Begin(Writing writing, string orgId, string owner, string name)
    {
        if (await Some(writing, orgId, owner, name) < Batch)
        {
            await ProfileSchemas.Remove(writing, orgId, owner, name);
            return;
        }
        await ProfileSchemas.Leave(writing, orgId, owner, name);
        // Of people by the name alone, as servers before this one wrote it and read it.
        var subject = owner == SchemaOwner.Users ? name : $"{owner} {name}";
        await outbox.Queue(writing, Removals, new OutboxItem($"{orgId} {subject} {Guid.CreateVersion7()}", orgId, subject, subject));
    }

    public async Task<DeliveryOutcome> Deliver(ClaimedItem item, CancellationToken ct)
    {
        var (owner, name) = item.Payload.Split(' ') is [var whose, var called] ? (whose, called) : (SchemaOwner.Users, item.Payload);
        while (await db.Write(writing => Some(writing, item.OrgId, owner, name), ct) == Batch) ct.ThrowIfCancellationRequested();
        await db.Write(async writing =>
        {
            // Who wrote a profile meanwhile may have read the schema from before.
            if (await Some(writing, item.OrgId, owner, name) < Batch && await ProfileSchemas.IsLeaving(writing, item.OrgId, owner, name))
                await ProfileSchemas.Remove(writing, item.OrgId, owner, name);
        }, ct);
        return DeliveryOutcome.Moot;
    }

    /// <summary>How many there were, at most a batch.</summary>
    private static Task<int> Some(Writing writing, string orgId, string owner, string name) =>
        owner == SchemaOwner.Groups ? GroupValues.Take(writing, orgId, name, Batch) : OfPeople(writing, orgId, name);

    private static async Task<int> OfPeople(Writing writing, string orgId, string name)
    {
        var people = await writing.Many<Person>("""
            select distinct u.id, u.profile from user_values v join users u on u.id = v.user_id where v.org_id = @orgId and v.name = @name limit @Batch
            """, new { orgId, name, Batch });
        foreach (var person in people)
        {
            var profile = (JsonObject)JsonNode.Parse(person.Profile)!;
            profile.Remove(name);
            if (!await writing.Changed("update users set profile = @after where id = @Id and profile = @before",
                new { person.Id, before = person.Profile, after = profile.ToJsonString() })) continue;
            await writing.Change("delete from user_values where user_id = @Id and name = @name", new { person.Id, name });
            writing.Announce(Users.Kind, person.Id);
        }
        return people.Count;
    }

    private sealed record Person
    {
        public required string Id { get; init; }
        public required string Profile { get; init; }

        public override string ToString() => Id;
    }
}
