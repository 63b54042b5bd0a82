using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Scim;

namespace Latchkey.Server.Core.Log;

/// <summary>What is asked of the log of an org. Contract §3.6.</summary>
internal sealed record LogQuery(long Since, long? Until, LogPosition Start, Scim? Filter, IReadOnlyList<string> Keywords, bool Descending)
{
    private const int MostTypes = 10;

    /// <summary>Whoever asks goes on asking for what comes.</summary>
    public bool Follows => Until is null && !Descending;

    /// <summary>Only events in which this id stands somewhere; null: any.</summary>
    public string? Mentions { get; init; }

    /// <summary>
    /// Each part is read in the order of an index and ends by itself, so that no question reads more than a few batches:
    /// one part for each event type that is asked for, if any; records, and what was written before there were any.
    /// </summary>
    public string Sql(LogPosition at, int most, string orgId, out Dictionary<string, object> args)
    {
        var (from, to) = Bounds();
        var start = Descending ? Earlier(at, new(to, "")) : Later(at, new(from + 1, ""));
        // A position between two records, or the record it names.
        var record = LogId.IsOne(start.Id, start.Published) ? start.Id : LogId.First(start.Published);
        var values = args = new()
        {
            ["orgId"] = orgId, ["published"] = start.Published, ["id"] = start.Id, ["end"] = Descending ? from : to, ["most"] = most,
            ["record"] = record, ["endRecord"] = LogId.First(Descending ? from + 1 : to),
        };

        var (beyond, before, order) = Descending ? ("<", ">", " desc") : (">", "<", "");
        var inOrder = $"order by published_at{order}, id{order} limit @most";
        var moment = $"(published_at, id) {beyond} (@published, @id)";
        const string records = "select id, published_at, event_type, record as kept, 0 as whole from log_records where org_id = @orgId";
        const string documents = "select id, published_at, event_type, document as kept, 1 as whole from log_events where org_id = @orgId";
        var ofId = "";
        if (Conditions("uuid").FirstOrDefault(one => one.Operator == "eq") is { } wanted) (ofId, values["uuid"]) = (" and id = @uuid", wanted.Value);

        var parts = Types() is not { } types
            ? (IEnumerable<string>)[$"{records}{ofId} and id {beyond} @record and id {before} @endRecord order by id{order} limit @most",
            $"{documents}{ofId} and {moment} and published_at {before} @end {inOrder}"]
            : types.SelectMany((type, i) =>
            {
                values[$"type{i}"] = type;
                var narrowed = $"{ofId} and event_type = @type{i} and {moment}";
                // Bounded on both sides, documents would be found by their time alone, whatever their type: the end is found by the reader.
                return new[] { $"{records}{narrowed} and published_at {before} @end {inOrder}", $"{documents}{narrowed} {inOrder}" };
            });
        return $"{string.Join("\nunion all ",
            parts.Select((part, i) => $"select id, published_at, event_type, kept, whole from ({part}) part{i}"))}\n{inOrder}";
    }

    /// <summary>Beyond what is asked for: what follows is, too.</summary>
    public bool IsOver(DateTimeOffset published)
    {
        var (from, to) = Bounds();
        return Descending ? published.ToUnixTimeMilliseconds() <= from : published.ToUnixTimeMilliseconds() >= to;
    }

    /// <summary>Later than the one and earlier than the other, in milliseconds.</summary>
    private (long From, long To) Bounds()
    {
        var (from, to) = (Since, Until ?? long.MaxValue);
        foreach (var (_, op, value) in Conditions("published"))
        {
            if (!Scim.TryDate(value, out var when)) continue;
            var moment = when.ToUnixTimeMilliseconds();
            if (op is "gt" or "ge" or "eq") from = Math.Max(from, op is "gt" ? moment : moment - 1);
            if (op is "lt" or "le" or "eq") to = Math.Min(to, op is "lt" ? moment : moment + 1);
        }
        return (from, to);
    }

    /// <summary>The comparisons of this attribute that must all hold.</summary>
    private IEnumerable<Scim.Compare> Conditions(string path) => All(Filter).OfType<Scim.Compare>().Where(one => one.Path == path);

    private static IEnumerable<Scim> All(Scim? filter) => filter switch
    {
        null => [],
        Scim.And and => All(and.Left).Concat(All(and.Right)),
        _ => [filter],
    };

    /// <summary>The event types one of which it must be; null: any.</summary>
    private IReadOnlyCollection<string>? Types() => All(Filter).Select(TypesOf).FirstOrDefault(types => types is { Count: <= MostTypes });

    private static HashSet<string>? TypesOf(Scim filter) => filter switch
    {
        Scim.Compare { Path: "eventType", Operator: "eq" } compare => [compare.Value],
        Scim.Or either when TypesOf(either.Left) is { } left && TypesOf(either.Right) is { } right => [.. left, .. right],
        _ => null,
    };

    private static LogPosition Earlier(LogPosition one, LogPosition other) => one.IsBefore(other) ? one : other;

    private static LogPosition Later(LogPosition one, LogPosition other) => one.IsBefore(other) ? other : one;

    public bool Takes(string document)
    {
        if (Filter is null && Keywords.Count == 0) return true;
        var found = (JsonObject)JsonNode.Parse(document)!;
        return Filter?.Matches(found) != false && Keywords.All(word => Says(found, word));
    }

    private static bool Says(JsonNode? node, string word) => node switch
    {
        JsonObject found => found.Any(member => Says(member.Value, word)),
        JsonArray list => list.Any(item => Says(item, word)),
        JsonValue value => value.ToString().Contains(word, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
