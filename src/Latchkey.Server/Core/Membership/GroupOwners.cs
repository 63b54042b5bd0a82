using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Membership;

/// <summary>Who looks after the groups of an org. Each change is one commit with its line in the log. Contract §3.3, owners.</summary>
internal sealed class GroupOwners(Database db, LoggedWrites writes, Turns turns, Users users, Groups groups, TimeProvider clock)
{
    /// <summary>As many as a group may have: all of them are read at once.</summary>
    public const int Most = 100;

    /// <summary>A person without a name of their own is called by their login.</summary>
    private const string Named = "coalesce(g.name, u.login) as display_name";

    public Task<IReadOnlyList<GroupOwner>> Of(Group group, string after, int most, CancellationToken ct) => db.Many<GroupOwner>($"""
        select o.owner_id, o.user_id, {Named}, o.created_at from group_owners o
        left join users u on u.id = o.user_id left join groups g on g.id = o.owner_group_id
        where o.group_id = @Id and o.owner_id > @after order by o.owner_id limit @most
        """, new { group.Id, after, most }, ct);

    /// <exception cref="RuleException">The org has no such person or group, the group has them already, or as many as it may have.</exception>
    public async Task<GroupOwner> Add(Doing doing, Group group, string type, string ownerId)
    {
        var user = type == GroupOwner.User ? await users.Find(doing.Org.Id, ownerId, doing.Aborted) : null;
        var owning = type == GroupOwner.Group ? await groups.Find(doing.Org.Id, ownerId, doing.Aborted) : null;
        if (user is null && owning is null) throw new RuleException("id", $"'{ownerId}' is not a {type.ToLowerInvariant()} of the organization");
        if (owning?.Id == group.Id) throw new RuleException("id", "a group does not look after itself");
        var now = clock.Now;
        var added = await writes.Write(doing, AdminEvents.GroupOwnerAdded, async writing =>
        {
            await turns.Take(writing, $"group-owners {group.Id}");
            return await writing.Changed("""
                insert into group_owners (org_id, group_id, owner_id, user_id, owner_group_id, created_at)
                select @OrgId, @Id, @ownerId, @userId, @owningId, @now where (select count(*) from group_owners where group_id = @Id) < @Most
                on conflict do nothing
                """, new { group.OrgId, group.Id, ownerId, userId = user?.Id, owningId = owning?.Id, now, Most });
        }, user?.Party ?? owning!.Party, group.Party);
        if (!added) throw new RuleException("id", $"it is an owner already, or there are {Most}");
        return new() { OwnerId = ownerId, UserId = user?.Id, DisplayName = user?.Login ?? owning!.Name, CreatedAt = now };
    }

    /// <returns>Whether it was one.</returns>
    public Task<bool> Remove(Doing doing, Group group, string ownerId) => writes.Write(doing, AdminEvents.GroupOwnerRemoved,
        writing => writing.Changed("delete from group_owners where group_id = @Id and owner_id = @ownerId", new { group.Id, ownerId }),
        new LogParty(ownerId, "GroupOwner", null, null), group.Party);
}
