using System.Globalization;
using System.Text;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.People;

/// <summary>
/// How the people whom a filter is about are looked for. Where a part of it leaves few, those are taken by its index and put in order afterwards. Where
/// every part leaves many, people are walked through in the order of the list, and each is held against what can be told without reading them: a page is
/// full before long.
/// </summary>
/// <param name="db">Where they are.</param>
/// <param name="orgId">Whose.</param>
/// <param name="columns">What can be asked of <c>users u</c> and of their values.</param>
/// <param name="few">So many are put in order for one page.</param>
internal sealed class PeopleSql(Database db, string orgId, IReadOnlyDictionary<string, (string Name, Column Kind)> columns, int few = PeopleSql.Few)
{
    public const int Few = 5_000;

    private static readonly CompositeFormat Count = CompositeFormat.Parse("select count(*) from (select 1 from {0} limit {1}) found");

    /// <param name="filter">What is asked.</param>
    /// <param name="byId">In the order of ids, and of nothing else.</param>
    /// <param name="args">Where values are added.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<WayToPeople> Of(Scim filter, bool byId, Dictionary<string, object> args, CancellationToken ct)
    {
        var (most, narrow) = await Narrowest(filter, args, ct);
        if (most <= few) return new("users u", narrow!.Condition, OffIndex("u.id", Column.Plain)) { IsNarrow = true };
        if (byId && Shared(filter) is { } shared && ScimSql.OfValue(shared, columns[shared.Path].Name, args) is { } value)
        {
            // Those who share a value stand in its index by their ids.
            var rest = Walked(filter, byId, args, but: shared);
            return new("user_values d cross join users u",
                $"d.org_id = @orgId and {Of("d", value)} and u.id = d.user_id{(rest is null ? "" : $" and {rest}")}", "d.user_id");
        }
        var walked = Walked(filter, byId, args);
        return new("users u", $"u.org_id = @orgId{(walked is null ? "" : $" and {walked}")}", "u.id");
    }

    /// <summary>The part that leaves the fewest, and how many at most; of an "or", all its parts together. The rest is judged of those.</summary>
    private async Task<(int Most, Part? Narrow)> Narrowest(Scim filter, Dictionary<string, object> args, CancellationToken ct)
    {
        switch (filter)
        {
            case Scim.And and:
                var one = await Narrowest(and.Left, args, ct);
                if (one.Most == 0) return one;
                var other = await Narrowest(and.Right, args, ct);
                return other.Most < one.Most ? other : one;
            case Scim.Or or:
                var left = await Narrowest(or.Left, args, ct);
                if (left.Most > few) return left;
                var right = await Narrowest(or.Right, args, ct);
                if (left.Most + right.Most > few) return (few + 1, null);
                // Gathered first: of an "or" the engine might look at everybody.
                var both = $"{left.Narrow!.Ids} union all {right.Narrow!.Ids}";
                return (left.Most + right.Most, new(both, $"(u.org_id = @orgId and u.id in ({both}))"));
            case Scim.Compare compare when columns.TryGetValue(compare.Path, out var column):
                var either = column.Kind == Column.Value ? OfValues(compare, column.Name, args) : OfColumn(compare, column, args);
                if (either is not var (from, part)) return (few + 1, null);
                var found = await db.One<long>(string.Format(CultureInfo.InvariantCulture, Count, from, few + 1),
                    new Dictionary<string, object>(args) { ["orgId"] = orgId }, ct);
                return ((int)found, part);
            default:
                return (few + 1, null);
        }
    }

    private static (string From, Part Part)? OfColumn(Scim.Compare compare, (string Name, Column Kind) column, Dictionary<string, object> args)
    {
        if (ScimSql.Of(compare, column, args) is not { } condition) return null;
        var from = $"users u where u.org_id = @orgId and {condition}";
        return (from, new($"select u.id from {from}", $"(u.org_id = @orgId and {condition})"));
    }

    private static (string From, Part Part)? OfValues(Scim.Compare compare, string name, Dictionary<string, object> args)
    {
        if (ScimSql.OfValue(compare, name, args) is not { } condition) return null;
        var from = $"user_values where org_id = @orgId and {condition}";
        return (from, new($"select user_id from {from}", $"(u.org_id = @orgId and u.id in (select user_id from {from}))"));
    }

    /// <summary>Something that everybody who is asked for has the same of.</summary>
    private Scim.Compare? Shared(Scim filter) => filter switch
    {
        Scim.And and => Shared(and.Left) ?? Shared(and.Right),
        Scim.Compare { Operator: "eq" } compare when columns.TryGetValue(compare.Path, out var column) && column.Kind == Column.Value
            && !Scim.TryDate(compare.Value, out _) => compare,
        _ => null,
    };

    /// <summary>Told of each person on the way. What has an index is kept from it, where that would lead away from the order of the list.</summary>
    private string? Walked(Scim filter, bool byId, Dictionary<string, object> args, Scim.Compare? but = null) => filter switch
    {
        Scim.And and => (Walked(and.Left, byId, args, but), Walked(and.Right, byId, args, but)) switch
        {
            ({ } left, { } right) => $"({left} and {right})",
            var (left, right) => left ?? right,
        },
        Scim.Or or => Walked(or.Left, byId, args) is { } left && Walked(or.Right, byId, args) is { } right ? $"({left} or {right})" : null,
        Scim.Compare compare when !ReferenceEquals(compare, but) && columns.TryGetValue(compare.Path, out var column) => column.Kind switch
        {
            Column.Value => ScimSql.OfValue(compare, column.Name, args) is { } value
                ? $"exists (select 1 from user_values v where v.user_id = u.id and {Of("v", value)})" : null,
            // Their indexes are in the order of ids.
            _ when byId && compare.Path is "status" or UserList.KeptType => ScimSql.Of(compare, column, args),
            _ => ScimSql.Of(compare, (OffIndex(column.Name, column.Kind), column.Kind), args),
        },
        _ => null,
    };

    private static string Of(string alias, string value) =>
        value.Replace("name = @", $"{alias}.name = @", StringComparison.Ordinal).Replace("value_key", $"{alias}.value_key", StringComparison.Ordinal);

    /// <summary>The same value, of which no index knows.</summary>
    public static string OffIndex(string column, Column kind) => kind == Column.Time ? $"{column} + 0" : $"{column} || ''";

    /// <summary>Some of the people.</summary>
    /// <param name="Ids">A query of their ids.</param>
    /// <param name="Condition">The same, as it is best asked of <c>users u</c>.</param>
    private sealed record Part(string Ids, string Condition);
}
