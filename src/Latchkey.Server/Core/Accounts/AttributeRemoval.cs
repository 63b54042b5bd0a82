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
        if (await Some(writing, orgId, owner, name, Place.First) is null)
        {
            await ProfileSchemas.Remove(writing, orgId, owner, name);
            return;
        }
        await ProfileSchemas.Leave(writing, orgId, owner, name);
        // Of people by the name alone, as servers before this one wrote it and read it.
        var subject = owner == SchemaOwner.Users ? name : $"{owner} {name}";
        var kind = SchemaOwner.IsOfMoreTypes(owner) ? TypeAttributeRemoval.Removals : Removals;
        await outbox.Queue(writing, kind, new OutboxItem($"{orgId} {subject} {Guid.CreateVersion7()}", orgId, subject, subject));
    }

    public async Task<DeliveryOutcome> Deliver(ClaimedItem item, CancellationToken ct)
    {
        var (owner, name) = item.Payload.Split(' ') is [var whose, var called] ? (whose, called) : (SchemaOwner.Users, item.Payload);
        for (Place? place = Place.First; place is { } at;)
        {
            place = await db.Write(writing => Some(writing, item.OrgId, owner, name, at), ct);
            ct.ThrowIfCancellationRequested();
        }
        await db.Write(async writing =>
        {
            // Who wrote a profile meanwhile may have read the schema from before.
            await Some(writing, item.OrgId, owner, name, Place.First);
            if (await ProfileSchemas.IsLeaving(writing, item.OrgId, owner, name)) await ProfileSchemas.Remove(writing, item.OrgId, owner, name);
        }, ct);
        return DeliveryOutcome.Moot;
    }

    /// <summary>At most a batch. Where to go on; null: there are no more.</summary>
    private static async Task<Place?> Some(Writing writing, string orgId, string owner, string name, Place at) => owner == SchemaOwner.Groups
        ? await GroupValues.Take(writing, orgId, name, Batch) == Batch ? at : null
        : await OfPeople(writing, orgId, owner, name, at);

    /// <summary>People of other types may have an attribute of the same name: those are passed by.</summary>
    private static async Task<Place?> OfPeople(Writing writing, string orgId, string owner, string name, Place at)
    {
        var rows = await writing.Many<Person>("""
            select v.value_key, u.id, u.profile, u.type_id from user_values v join users u on u.id = v.user_id
            where v.org_id = @orgId and v.name = @name and (v.value_key, v.user_id) > (@Value, @UserId) order by v.value_key, v.user_id limit @Batch
            """, new { orgId, name, at.Value, at.UserId, Batch });
        var typeId = owner == SchemaOwner.Users ? "" : owner;
        foreach (var person in rows.Where(row => row.TypeId == typeId).DistinctBy(row => row.Id))
        {
            var profile = (JsonObject)JsonNode.Parse(person.Profile)!;
            profile.Remove(name);
            if (!await writing.Changed("update users set profile = @after where id = @Id and profile = @before",
                new { person.Id, before = person.Profile, after = profile.ToJsonString() })) continue;
            await writing.Change("delete from user_values where user_id = @Id and name = @name", new { person.Id, name });
            writing.Announce(Users.Kind, person.Id);
        }
        return rows.Count < Batch ? null : new(rows[^1].ValueKey, rows[^1].Id);
    }

    /// <summary>After whom to go on.</summary>
    private sealed record Place(string Value, string UserId)
    {
        public static readonly Place First = new("", "");

        public override string ToString() => UserId;
    }

    private sealed record Person
    {
        public required string ValueKey { get; init; }
        public required string TypeId { get; init; }
        public required string Id { get; init; }
        public required string Profile { get; init; }

        public override string ToString() => Id;
    }
}
