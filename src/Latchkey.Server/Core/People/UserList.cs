using System.Collections.Concurrent;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>People as the management API lists them: by id, from where the last page ended. Contract §3.2.</summary>
internal sealed class UserList(Database db, TimeProvider clock)
{
    /// <summary>So many are put in order for one page; where there are more, people are walked through in their order.</summary>
    internal int Few { get; set; } = PeopleSql.Few;

    /// <summary>The orgs whose values are all there: they stay so.</summary>
    private readonly ConcurrentDictionary<string, bool> filled = new(StringComparer.Ordinal);

    private const string LockedUntil = "lockedUntil";

    /// <summary>Of which type people are, as their rows say it.</summary>
    internal const string KeptType = "keptType";
    private const string Profile = "profile.";

    /// <summary>What has an index of its own.</summary>
    internal static readonly Dictionary<string, (string, Column)> Telling = new()
    {
        ["id"] = ("u.id", Column.Plain),
        ["status"] = ("u.status", Column.Plain),
        ["created"] = ("u.created_at", Column.Time),
        ["lastUpdated"] = ("u.updated_at", Column.Time),
        ["profile.login"] = ("u.login_key", Column.Key),
        ["profile.email"] = ("u.email_key", Column.Key),
        ["profile.firstName"] = ("u.first_name_key", Column.Key),
        ["profile.lastName"] = ("u.last_name_key", Column.Key),
        [KeptType] = ("u.type_id", Column.Plain),
        [LockedUntil] = ("u.locked_at is not null and coalesce(u.unlocks_at, u.locked_at + 900000)", Column.Time),
    };

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
        // As it is kept: somebody locked stands among those whose standing they have again afterwards.
        ["status"] = ("status", Column.Plain),
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
        var way = await Way(orgId, filter, byId: false, args, ct);
        // Of few, their order is made; wanting it from an index would tempt the engine to walk through everyone.
        var by = way.IsNarrow ? sorting with { ColumnName = PeopleSql.OffIndex(sorting.ColumnName, sorting.IsTime ? Column.Time : Column.Plain) } : sorting;
        var rows = await db.Many<SortedRow>(
            $"select {UserRow.Columns}, {by.Selected} from {way.From} where {way.Condition}{by.Beyond(after, args)} order by {by.Order} limit @most", args, ct);
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
        var way = await Way(orgId, filter, byId: true, args, ct);
        return Users(await db.Many<UserRow>(
            $"select {UserRow.ColumnsOfU} from {way.From} where {way.Condition} and {way.Id} > @after order by {way.Id} limit @most", args, ct));
    }

    private async Task<WayToPeople> Way(string orgId, Scim? filter, bool byId, Dictionary<string, object> args, CancellationToken ct)
    {
        if (filter is null) return new("users u", "u.org_id = @orgId and u.status <> 'DEPROVISIONED'", "u.id");
        var stored = AsStored(orgId, filter);
        return await new PeopleSql(db, orgId, await Columns(orgId, stored, ct), Few).Of(stored, byId, args, ct);
    }

    /// <summary>Every attribute of a profile has an index of values, unless it has one of its own.</summary>
    private async Task<IReadOnlyDictionary<string, (string, Column)>> Columns(string orgId, Scim filter, CancellationToken ct)
    {
        var others = filter.Comparisons().Select(compare => compare.Path).Distinct(StringComparer.Ordinal)
            .Where(path => path.StartsWith(Profile, StringComparison.Ordinal) && !path.AsSpan(Profile.Length).Contains('.')
                && UserValues.Has(path[Profile.Length..]))
            .ToArray();
        if (others.Length == 0) return Telling;
        var all = new Dictionary<string, (string, Column)>(Telling);
        var filed = others.All(path => !UserProfile.Knows(path[Profile.Length..])) || await IsFilled(orgId, ct);
        foreach (var path in others)
            if (filed || !UserProfile.Knows(path[Profile.Length..])) all[path] = (path[Profile.Length..], Column.Value);
        return all;
    }

    private async Task<bool> IsFilled(string orgId, CancellationToken ct)
    {
        if (filled.ContainsKey(orgId)) return true;
        if (!await ValueFilling.IsDone(db, orgId, ct)) return false;
        filled[orgId] = true;
        return true;
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

    /// <summary>Whom <see cref="Starting"/> finds, as part of a filter.</summary>
    /// <param name="prefix">As it is kept.</param>
    /// <param name="deactivatedToo">The rest of the filter says which standing they have.</param>
    public static Scim WhoStart(string prefix, bool deactivatedToo)
    {
        var named = new Scim.Or(new Scim.Compare("profile.firstName", "sw", prefix),
            new Scim.Or(new Scim.Compare("profile.lastName", "sw", prefix), new Scim.Compare("profile.email", "sw", prefix)));
        return deactivatedToo ? named : new Scim.And(named, new Scim.Compare("status", "ne", UserStatus.Deprovisioned.Wire()));
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
    /// <returns>They, and the last id that was looked at, in the order in which the database has ids; null: there are no more.</returns>
    internal static async Task<(IReadOnlyList<User> People, string? Last)> Held(Writing writing, string orgId, string after, int most)
    {
        var ids = await writing.Many<string>("select id from users where org_id = @orgId and id > @after order by id limit @most", new { orgId, after, most });
        if (ids.Count == 0) return ([], null);
        var rows = await writing.Many<UserRow>($"update users set era = era where id in @ids returning {UserRow.Columns}", new { ids = ids.ToArray() });
        return (Users(rows), ids.Count < most ? null : ids[^1]);
    }

    /// <summary>A lock is not a stored status but a time, and of the type that every org has a row says nothing.</summary>
    private Scim AsStored(string orgId, Scim filter) => filter switch
    {
        Scim.And and => new Scim.And(AsStored(orgId, and.Left), AsStored(orgId, and.Right)),
        Scim.Or or => new Scim.Or(AsStored(orgId, or.Left), AsStored(orgId, or.Right)),
        Scim.Compare { Path: "type.id", Operator: "eq" } compare => new Scim.Compare(KeptType, "eq", UserRow.KeptType(orgId, compare.Value)),
        Scim.Compare { Path: "status", Operator: "eq" } compare => compare.Value.ToUpperInvariant() is var status && status == UserStatus.LockedOut.Wire()
            ? new Scim.Compare(LockedUntil, "gt", ApiJson.Date(clock.Now))
            : compare with { Value = status },
        _ => filter,
    };

    private static List<User> Users(IReadOnlyList<UserRow> rows) => [.. rows.Select(row => row.ToUser())];
}
