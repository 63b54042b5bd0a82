using System.Text.Json.Nodes;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>What people have in the attributes of their profiles, by which they are found without looking at everybody.</summary>
internal static class UserValues
{
    /// <summary>What has a column of its own beside the profile.</summary>
    private static readonly string[] InColumns = ["login", "email", "firstName", "lastName"];

    /// <summary>Whether an attribute is found by its values.</summary>
    public static bool Has(string name) => !InColumns.Contains(name);

    /// <summary>In the form it is compared in.</summary>
    public static string KeyOf(JsonNode value) => KeyOf(SchemaProperty.Written(value));

    /// <inheritdoc cref="KeyOf(JsonNode)"/>
    public static string KeyOf(string text) => Identifiers.Canonical(text) is var key && key.Length > ScimSql.LongestValue ? key[..ScimSql.LongestValue] : key;

    /// <summary>Each attribute with each of its values once.</summary>
    public static IEnumerable<(string Name, string Key)> Keys(JsonObject profile) => profile.Where(one => one.Value is not null)
        .SelectMany(one => (one.Value is JsonArray list ? list.Select(item => KeyOf(item!)) : [KeyOf(one.Value!)]).Distinct(StringComparer.Ordinal)
            .Select(key => (one.Key, key)));

    /// <summary>With the profile, in the same commit.</summary>
    public static async Task Store(Writing writing, string orgId, string userId, JsonObject profile, bool isNew)
    {
        if (!isNew) await writing.Change("delete from user_values where user_id = @userId", new { userId });
        var values = Keys(profile).Where(value => Has(value.Name)).ToArray();
        if (values.Length == 0) return;
        await writing.ChangeEach("insert into user_values (org_id, user_id, name, value_key) values ($1, $2, $3, $4)", values, (row, value) =>
        {
            row.Add(orgId);
            row.Add(userId);
            row.Add(value.Name);
            row.Add(value.Key);
        });
    }

    /// <summary>
    /// After the profile was written. Whoever writes the same attribute at the same time, of whatever type, waits: of two with one value the second is
    /// refused.
    /// </summary>
    /// <exception cref="RuleException">Somebody else has one of its values.</exception>
    public static async Task RequireUnique(Writing writing, string orgId, string userId, UserDraft draft)
    {
        foreach (var (name, key) in draft.Unique.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            // In one order, so that no two wait for each other.
            foreach (var owner in await writing.Many<string>("select owner from schema_properties where org_id = @orgId and name = @name order by owner",
                new { orgId, name }))
            {
                if (SchemaOwner.IsOfPeople(owner))
                    await writing.Change("update schema_properties set leaving = leaving where org_id = @orgId and owner = @owner and name = @name",
                        new { orgId, owner, name });
            }
            var others = await writing.One<long>("""
                select count(*) from (
                  select 1 from user_values where org_id = @orgId and name = @name and value_key = @key and user_id <> @userId limit 1) other
                """, new { orgId, name, key, userId });
            if (others > 0) throw RuleException.Taken(name);
        }
    }
}
