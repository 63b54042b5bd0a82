using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Membership;

/// <summary>Groups as a person looks for them: by name.</summary>
internal sealed class GroupSearch(Database db)
{
    /// <summary>Those that an administrator made.</summary>
    /// <param name="orgId">Whose.</param>
    /// <param name="prefix">Canonical start of the name; empty: all.</param>
    /// <param name="after">The last id of the page before; empty on the first.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="seen">Those that somebody sees, by id; null: every one.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task<IReadOnlyList<Group>> Ordinary(string orgId, string prefix, string after, int most, IReadOnlySet<string>? seen, CancellationToken ct) =>
        ByName(orgId, prefix, after, most, seen, "and type <> 'BUILT_IN'", ct);

    /// <summary>All that somebody sees: a page is made of those.</summary>
    /// <param name="orgId">Whose.</param>
    /// <param name="prefix">Canonical start of the name; empty: all.</param>
    /// <param name="after">The last id of the page before; empty on the first.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="seen">By id; null: every one.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task<IReadOnlyList<Group>> Seen(string orgId, string prefix, string after, int most, IReadOnlySet<string>? seen, CancellationToken ct) =>
        ByName(orgId, prefix, after, most, seen, "", ct);

    /// <summary>Those of these that there are, by name.</summary>
    public async Task<IReadOnlyList<Group>> Of(string orgId, IReadOnlyList<string> ids, CancellationToken ct) => ids.Count == 0 ? []
        : await db.Many<Group>($"select {Groups.Columns} from groups where org_id = @orgId and id in @ids order by name_key, id",
            new { orgId, ids = ids.ToArray() }, ct);

    /// <summary>Those that an app is assigned to, as somebody sees them, in the order of their ids: an app may have any number.</summary>
    /// <param name="orgId">Whose.</param>
    /// <param name="appId">Of which app.</param>
    /// <param name="after">The last id of the page before; empty on the first.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="seen">By id; null: every one.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<IReadOnlyList<Group>> OfApp(string orgId, string appId, string after, int most, IReadOnlySet<string>? seen, CancellationToken ct)
    {
        var arguments = new { orgId, appId, after, most, ids = seen?.ToArray() ?? [] };
        if (seen is null)
            return await db.Many<Group>($"""
                select {Groups.Columns} from groups where org_id = @orgId and id in (
                  select group_id from app_groups where app_id = @appId and group_id > @after order by group_id limit @most) order by id
                """, arguments, ct);
        return seen.Count == 0 ? [] : await db.Many<Group>($"""
            select {Groups.Columns} from groups where org_id = @orgId and id in (
              select group_id from app_groups where app_id = @appId and group_id in @ids and group_id > @after order by group_id limit @most) order by id
            """, arguments, ct);
    }

    private async Task<IReadOnlyList<Group>> ByName(string orgId, string prefix, string after, int most, IReadOnlySet<string>? seen, string which,
        CancellationToken ct)
    {
        if (seen?.Count == 0) return [];
        if (seen is not null) which += " and id in @ids";
        if (prefix.Length > 0) which += " and name_key >= @prefix and name_key < @end";
        if (after.Length > 0) which += " and (name_key, id) > (select name_key, id from groups where id = @after)";
        return await db.Many<Group>($"select {Groups.Columns} from groups where org_id = @orgId {which} order by name_key, id limit @most",
            new { orgId, prefix, end = ScimSql.PrefixEnd(prefix), after, most, ids = seen?.ToArray() ?? [] }, ct);
    }
}
