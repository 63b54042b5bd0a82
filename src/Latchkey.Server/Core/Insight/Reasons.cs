using System.Text.Json;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Insight;

/// <summary>What events of the log had in common, counted: the latest of them, so that the question ends however many there are.</summary>
internal sealed class Reasons(Database db, SystemLog log)
{
    /// <summary>More than this are not looked at: the latest are.</summary>
    public const int Most = 10_000;

    public const string Reused = "app.oauth2.as.token.detect_reuse";
    public const string Repeated = "app.oauth2.as.token.repeat";

    private const int MostNames = 20;

    /// <summary>Why sign-ins failed.</summary>
    public Task<(IReadOnlyList<Counted> Counts, bool All)> OfFailedSignIns(string orgId, DateTimeOffset since, CancellationToken ct) =>
        Count(orgId, LogEntry.SignIn, SignInCounts.Failed, since, kept => Text(kept, "o") is null ? null : Text(kept, "y") ?? Text(kept, "o"), ct);

    /// <summary>How many events of a type each app has.</summary>
    public Task<(IReadOnlyList<Counted> Counts, bool All)> OfApps(string orgId, string eventType, DateTimeOffset since, CancellationToken ct) =>
        Count(orgId, eventType, "%", since, kept => kept.TryGetProperty("a", out var actor) ? actor[0].GetString() : null, ct);

    private async Task<(IReadOnlyList<Counted> Counts, bool All)> Count(string orgId, string eventType, string like, DateTimeOffset since,
        Func<JsonElement, string?> nameOf, CancellationToken ct)
    {
        await log.Flush(ct);
        var rows = await db.Many<Row>("""
            select record from (
              select record from log_records where org_id = @orgId and event_type = @eventType and published_at >= @since
              order by published_at desc limit @Most) latest
            where record like @like
            """, new { orgId, eventType, since, Most, like }, ct);
        var all = await db.One<long>("""
            select count(*) from (select 1 from log_records where org_id = @orgId and event_type = @eventType and published_at >= @since limit @Most) latest
            """, new { orgId, eventType, since, Most }, ct) < Most;
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            using var read = JsonDocument.Parse(row.Record);
            if (nameOf(read.RootElement) is { } name) counts[name] = counts.GetValueOrDefault(name) + 1;
        }
        return ([.. counts.OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Take(MostNames)
            .Select(one => new Counted(one.Key, one.Value))], all);
    }

    private sealed record Row(string Record);

    private static string? Text(JsonElement kept, string name) => kept.TryGetProperty(name, out var value) ? value.GetString() : null;
}
