using System.Text;
using Latchkey.Server.Ground.Scim;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Log;

/// <summary>
/// Tells by an event's text alone that it is not what is asked for: a question that finds nothing looks at many thousands of events, and to make and
/// parse the document of each takes ten times as long as to read them. What gets past is judged by <see cref="LogQuery.Takes"/>.
/// </summary>
internal sealed class LogGlance
{
    /// <summary>What times are written with: a time is no part of a record.</summary>
    private const string OfTimes = "0123456789-:.TtZz";

    private readonly Func<Seen, bool>? mayFit;

    public LogGlance(Scim? filter, IReadOnlyList<string> keywords)
    {
        var asked = keywords.Select(word => (Func<Seen, bool>?)Needs(word)).Prepend(Of(filter)).OfType<Func<Seen, bool>>().ToArray();
        if (asked.Length > 0) mayFit = seen => asked.All(one => one(seen));
    }

    /// <param name="id">Of the event.</param>
    /// <param name="eventType">Which the record does not say either.</param>
    /// <param name="kept">The record, or the whole document.</param>
    public bool Passes(string id, string eventType, string kept) =>
        // A text that is escaped or not ASCII can say the same in another way.
        mayFit is null || !Ascii.IsValid(kept) || kept.Contains('\\', StringComparison.Ordinal) || mayFit(new(id, eventType, kept));

    private static Func<Seen, bool>? Of(Scim? filter) => filter switch
    {
        Scim.And both => (Of(both.Left), Of(both.Right)) switch
        {
            ({ } left, { } right) => seen => left(seen) && right(seen),
            var (left, right) => left ?? right,
        },
        Scim.Or either => Of(either.Left) is { } left && Of(either.Right) is { } right ? seen => left(seen) || right(seen) : null,
        // The same time can be written in more than one way.
        Scim.Compare { Operator: "eq" or "sw" or "ew" or "co" } one when !Scim.TryDate(one.Value, out _) => Needs(Identifiers.Canonical(one.Value)),
        _ => null,
    };

    private static Func<Seen, bool>? Needs(string text) => text.All(OfTimes.Contains) || LogDocument.Says(text) ? null : seen => seen.Says(text);

    private readonly record struct Seen(string Id, string EventType, string Kept)
    {
        public bool Says(string text) => Kept.Contains(text, StringComparison.OrdinalIgnoreCase)
            || EventType.Contains(text, StringComparison.OrdinalIgnoreCase) || Id.Contains(text, StringComparison.OrdinalIgnoreCase);
    }
}
