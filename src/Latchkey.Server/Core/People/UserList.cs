using System.Text;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>People as the management API lists them: by id, from where the last page ended. Contract §3.2.</summary>
internal sealed class UserList(Database db, TimeProvider clock)
{
    private const string LockedUntil = "lockedUntil";
    private const string Profile = "profile.";

    /// <summary>Each comparison names the org by itself, so that the engine can use an index for either side of an "or".</summary>
    private static readonly CompositeFormat InOrg = CompositeFormat.Parse("(org_id = @orgId and {0})");

    /// <summary>Those that few people share, each with an index of its own; the rest is judged row by row.</summary>
    private static readonly Dictionary<string, (string, Column)> Telling = new()
    {
        ["id"] = ("id", Column.Plain),
        ["profile.login"] = ("login_key", Column.Key),
        ["profile.email"] = ("email_key", Column.Key),
        ["profile.firstName"] = ("first_name_key", Column.Key),
        ["profile.lastName"] = ("last_name_key", Column.Key),
        [LockedUntil] = ("case when locked_at is null then null else coalesce(unlocks_at, locked_at + 900000) end", Column.Time),
    };

    /// <summary>Many share it, and its index is in the order of ids.</summary>
    private static readonly Dictionary<string, (string, Column)> Status = new() { ["status"] = ("status", Column.Plain) };

    /// <summary>What the list may be sorted by: each has an index behind the org.</summary>
    public static readonly IReadOnlyDictionary<string, (string, Column)> Sortable = new Dictionary<string, (string, Column)>
    {
        ["id"] = ("id", Column.Plain),
        ["profile.login"] = ("login_key", Column.Key),
        ["profile.email"] = ("email_key", Column.Key),
        ["profile.firstName"] = ("first_name_key", Column.Key),
        ["profile.lastName"] = ("last_name_key", Column.Key),
        ["created"] = ("created_at", Column.Time),
        ["lastUpdated"] = ("updated_at", Column.Time),
    };

    /// <summary>The same in another order.</summary>
    /// <param name="orgId">Whose.</param>
    /// <param name="filter">Null: everyone who is not deactivated.</param>
    /// <param name="sorting">In which order.</param>
    /// <param name="after">The cursor of the last one of the page before.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<IReadOnlyList<(User User, string Cursor)>> Sorted(string orgId, Scim? filter, Sorting sorting, string after, int most,
        CancellationToken ct)
    {
        var args = new Dictionary<string, object> { ["orgId"] = orgId, ["most"] = most };
        var (conditions, _) = Narrow(filter, args);
        var rows = await db.Many<SortedRow>(
            $"select {UserRow.Columns}, {sorting.Selected} from users where {conditions}{sorting.Beyond(after, args)} order by {sorting.Order} limit @most",
            args, ct);
        return [.. rows.Select(row => (row.ToUser(), Sorting.CursorOf(row.SortedBy, row.Id)))];
    }

    private sealed record SortedRow : UserRow
    {
        public required string SortedBy { get; init; }
    }

    /// <param name="orgId">Whose.</param>
    /// <param name="filter">Null: everyone who is not deactivated.</param>
    /// <param name="after">The last id of the page before.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<IReadOnlyList<User>> After(string orgId, Scim? filter, string after, int most, CancellationToken ct)
    {
        var args = new Dictionary<string, object> { ["orgId"] = orgId, ["after"] = after, ["most"] = most };
        var (conditions, id) = Narrow(filter, args);
        return Users(await db.Many<UserRow>($"select {UserRow.Columns} from users where {conditions} and {id} > @after order by {id} limit @most", args, ct));
    }

    /// <summary>
    /// Where few are left, they are found by what tells them apart and put in order afterwards. Wanting them in the order of
    /// an index would tempt the engine to walk through everyone, so that index is kept from it: an empty text is added to the id.
    /// </summary>
    private (string Conditions, string Id) Narrow(Scim? filter, Dictionary<string, object> args)
    {
        if (filter is null) return ("org_id = @orgId and status <> 'DEPROVISIONED'", "id");
        var stored = AsStored(filter);
        if (ScimSql.Of(stored, Columns(stored), args, InOrg) is { } telling) return (telling, "id || ''");
        return (ScimSql.Of(stored, Status, args) is { } status ? $"org_id = @orgId and {status}" : "org_id = @orgId", "id");
    }

    /// <summary>What an administrator added has an index of values; everything else that tells people apart has one of its own.</summary>
    private static IReadOnlyDictionary<string, (string, Column)> Columns(Scim filter)
    {
        var added = filter.Comparisons().Select(compare => compare.Path).Distinct(StringComparer.Ordinal)
            .Where(path => path.StartsWith(Profile, StringComparison.Ordinal) && !path.AsSpan(Profile.Length).Contains('.')
                && !UserProfile.Knows(path[Profile.Length..])).ToArray();
        if (added.Length == 0) return Telling;
        var all = new Dictionary<string, (string, Column)>(Telling);
        foreach (var path in added) all[path] = (path[Profile.Length..], Column.Value);
        return all;
    }

    /// <summary>Those whose first name, last name or email starts so: the finder behind a search box, which has no next page (contract §3.2).</summary>
    public async Task<IReadOnlyList<User>> Starting(string orgId, string prefix, int most, CancellationToken ct)
    {
        var args = new { orgId, prefix, end = ScimSql.PrefixEnd(prefix), most };
        var found = new Dictionary<string, User>(StringComparer.Ordinal);
        foreach (var column in (string[])["first_name_key", "last_name_key", "email_key"])
        {
            var rows = await db.Many<UserRow>(
                $"select {UserRow.Columns} from users where org_id = @orgId and {column} >= @prefix and {column} < @end and status <> 'DEPROVISIONED' "
                    + $"order by {column} limit @most", args, ct);
            foreach (var user in Users(rows)) found.TryAdd(user.Id, user);
        }
        return [.. found.Values.OrderBy(user => user.Id, StringComparer.Ordinal).Take(most)];
    }

    /// <summary>Those of these that there are, by their ids.</summary>
    public async Task<IReadOnlyList<User>> Of(string orgId, IReadOnlyCollection<string> ids, CancellationToken ct) => ids.Count == 0 ? []
        : Users(await db.Many<UserRow>($"select {UserRow.Columns} from users where org_id = @orgId and id in @ids order by id",
            new { orgId, ids = ids.ToArray() }, ct));

    /// <summary>Of the built-in group, everyone in the org.</summary>
    public async Task<IReadOnlyList<User>> InGroup(string orgId, string groupId, bool everyone, string after, int most, CancellationToken ct) =>
        Users(await db.Many<UserRow>(everyone
        ? $"select {UserRow.Columns} from users where org_id = @orgId and id > @after and status <> 'DEPROVISIONED' order by id limit @most"
        : $"select {UserRow.ColumnsOfU} from group_members m join users u on u.id = m.user_id where m.group_id = @groupId and m.user_id > @after order by "
            + "m.user_id limit @most",
        new { orgId, groupId, after, most }, ct));

    /// <summary>By id, as they are once nobody else is changing them: until the commit nobody does.</summary>
    internal static async Task<IReadOnlyList<User>> Held(Writing writing, string orgId, string after, int most)
    {
        var ids = await writing.Many<string>("select id from users where org_id = @orgId and id > @after order by id limit @most", new { orgId, after, most });
        if (ids.Count == 0) return [];
        var rows = await writing.Many<UserRow>($"update users set era = era where id in @ids returning {UserRow.Columns}", new { ids = ids.ToArray() });
        return [.. Users(rows).OrderBy(user => user.Id, StringComparer.Ordinal)];
    }

    /// <summary>A lock is not a stored status but a time.</summary>
    private Scim AsStored(Scim filter) => filter switch
    {
        Scim.And and => new Scim.And(AsStored(and.Left), AsStored(and.Right)),
        Scim.Or or => new Scim.Or(AsStored(or.Left), AsStored(or.Right)),
        Scim.Compare { Path: "status", Operator: "eq" } compare => compare.Value.ToUpperInvariant() is var status && status == UserStatus.LockedOut.Wire()
            ? new Scim.Compare(LockedUntil, "gt", ApiJson.Date(clock.Now))
            : compare with { Value = status },
        _ => filter,
    };

    private static List<User> Users(IReadOnlyList<UserRow> rows) => [.. rows.Select(row => row.ToUser())];
}
