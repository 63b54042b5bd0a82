using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Membership;

/// <summary>What groups have in the attributes that an administrator added, by which they are found without looking at all of them.</summary>
internal static class GroupValues
{
    /// <summary>With the group, in the same commit.</summary>
    public static async Task Store(Writing writing, Group group, bool isNew)
    {
        if (!isNew) await writing.Change("delete from group_values where group_id = @Id", new { group.Id });
        var values = UserValues.Keys(group.Attributes).ToArray();
        if (values.Length == 0) return;
        await writing.ChangeEach("insert into group_values (org_id, group_id, name, value_key) values ($1, $2, $3, $4)", values, (row, value) =>
        {
            row.Add(group.OrgId);
            row.Add(group.Id);
            row.Add(value.Name);
            row.Add(value.Key);
        });
    }

    /// <summary>Of an attribute that is no more: how many groups it was taken from, at most so many.</summary>
    public static async Task<int> Take(Writing writing, string orgId, string name, int most)
    {
        var groups = await writing.Many<Held>("""
            select distinct g.id, g.profile from group_values v join groups g on g.id = v.group_id where v.org_id = @orgId and v.name = @name limit @most
            """, new { orgId, name, most });
        foreach (var group in groups)
        {
            var profile = (JsonObject)JsonNode.Parse(group.Profile)!;
            profile.Remove(name);
            if (!await writing.Changed("update groups set profile = @after where id = @Id and profile = @before",
                new { group.Id, before = group.Profile, after = profile.ToJsonString() })) continue;
            await writing.Change("delete from group_values where group_id = @Id and name = @name", new { group.Id, name });
        }
        return groups.Count;
    }

    private sealed record Held(string Id, string Profile);
}
