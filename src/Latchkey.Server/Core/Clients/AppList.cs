using Latchkey.Server.Core.Membership;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Clients;

/// <summary>Apps as the management API lists them: by id, from where the last page ended.</summary>
internal sealed class AppList(Database db, Seal seal)
{
    // Everyone is whoever the org knows, so somebody unknown has no apps.
    private const string OfUser = """
         and exists (select 1 from users where org_id = @OrgId and id = @UserId)
         and id in (
            select app_id from app_users where user_id = @UserId
            union select a.app_id from group_members m join app_groups a on a.group_id = m.group_id where m.user_id = @UserId
            union select a.app_id from groups g join app_groups a on a.group_id = g.id where g.org_id = @OrgId and g.name_key = @everyone)
        """;

    public async Task<IReadOnlyList<App>> After(AppQuery query, string after, int most, CancellationToken ct)
    {
        if (query.Seen?.Count == 0) return [];
        var conditions = "org_id = @OrgId and id > @after and system_name is null";
        if (query.Seen is not null) conditions += " and id in @ids";
        if (query.Clients) conditions += " and application_type <> 'bookmark'";
        if (query.Prefix.Length > 0)
        {
            conditions += " and (label_key >= @Prefix and label_key < @end";
            if ("oidc_client".StartsWith(query.Prefix, StringComparison.Ordinal)) conditions += " or application_type <> 'bookmark'";
            if (Bookmark.Type.StartsWith(query.Prefix, StringComparison.Ordinal)) conditions += " or application_type = 'bookmark'";
            conditions += ")";
        }
        if (query.UserId is not null) conditions += "\n" + OfUser;
        if (query.GroupId is not null) conditions += " and id in (select app_id from app_groups where group_id = @GroupId)";
        var rows = await db.Many<AppRow>($"select {AppRow.Columns} from apps where {conditions} order by id limit @most",
            new
            {
                query.OrgId,
                query.Prefix,
                query.UserId,
                query.GroupId,
                end = ScimSql.PrefixEnd(query.Prefix),
                everyone = Groups.EveryoneKey,
                after,
                most,
                ids = query.Seen?.ToArray() ?? [],
            }, ct);
        return [.. rows.Select(row => row.ToApp(seal))];
    }

    /// <summary>Those that a policy is for.</summary>
    /// <param name="use">Which, and of what.</param>
    /// <param name="after">The last id of the page before.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<IReadOnlyList<App>> OfPolicy(PolicyUse use, string after, int most, CancellationToken ct)
    {
        if (use.Seen?.Count == 0) return [];
        var named = $"{(use.Enrollment ? "enrollment_policy_id" : "access_policy_id")} {(use.PolicyId is null ? "is null" : "= @policyId")}";
        if (use.Seen is not null) named += " and id in @ids";
        var rows = await db.Many<AppRow>($"select {AppRow.Columns} from apps where org_id = @OrgId and id > @after and system_name is null and {named} "
            + "order by id limit @most",
            new { use.OrgId, policyId = use.PolicyId ?? "", after, most, ids = use.Seen?.ToArray() ?? [] }, ct);
        return [.. rows.Select(row => row.ToApp(seal))];
    }

    /// <summary>For a person who looks for one: by label. An org's apps are few enough to be looked through.</summary>
    /// <param name="search">Which.</param>
    /// <param name="after">The last id of the page before; empty on the first.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<IReadOnlyList<App>> ByLabel(AppSearch search, string after, int most, CancellationToken ct)
    {
        if (search.Seen?.Count == 0) return [];
        var conditions = "org_id = @OrgId and system_name is null";
        if (search.Seen is not null) conditions += " and id in @ids";
        if (search.Words.Length > 0) conditions += " and (label_key like @like escape '!' or lower(id) = @Words)";
        if (search.Status is not null) conditions += " and status = @Status";
        if (search.Type is not null) conditions += " and application_type = @Type";
        if (after.Length > 0) conditions += " and (label_key, id) > (select label_key, id from apps where id = @after)";
        var rows = await db.Many<AppRow>($"select {AppRow.Columns} from apps where {conditions} order by label_key, id limit @most",
            new { search.OrgId, search.Words, search.Status, search.Type, like = Within(search.Words), after, most, ids = search.Seen?.ToArray() ?? [] }, ct);
        return [.. rows.Select(row => row.ToApp(seal))];
    }

    private static string Within(string words) =>
        $"%{words.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";
}
