using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.LogStreams;

/// <summary>
/// Sends each stream what stands in the log and it has not had yet, in its order, many events in one call. How far it has come is written after a collector
/// took them: what it was sent when this server died it may be sent once more, and nothing is left out. Contract §3.6, log streams.
/// </summary>
internal sealed class LogStreamDelivery(LogStreams streams, LogSearch search, OutgoingHttp outgoing, OrgDirectory orgs, SystemLog log, Database db,
    ServerSettings settings, TimeProvider clock, ILogger<LogStreamDelivery> lines) : BackgroundService
{
    /// <summary>Of two events the one that is written later may be the earlier: so old, both are there.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>In one call.</summary>
    public const int Batch = 200;

    private const int MostRows = 5_000;
    private const int Group = 100;
    private const int MostBatches = 50;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var alarm = new ChangeAlarm(db, LogStreams.ChangeKind, clock);
        while (true)
        {
            try
            {
                await DeliverDue(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                lines.LogFault(fault, $"The log streams could not be looked at; looking again in {Look}");
            }
            await alarm.Wait(Look, stoppingToken);
        }
    }

    /// <summary>Whoever answers slowly keeps no other waiting; for a stream that has had everything nothing is written.</summary>
    public async Task DeliverDue(CancellationToken ct)
    {
        var sending = new List<Task>();
        try
        {
            for (string? after = ""; after is not null;)
            {
                var due = await streams.Due(after, Group, ct);
                foreach (var stream in due)
                    if (await orgs.Find(stream.OrgId, ct) is { } org && await Next(stream, Batch, ct) is var page && page.At != stream.At)
                        sending.Add(Deliver(org, stream, page, ct));
                after = due.Count < Group ? null : due[^1].Id;
            }
        }
        finally
        {
            await Task.WhenAll(sending);
        }
    }

    /// <summary>What it has not had yet, as far as it has settled.</summary>
    private Task<LogPage> Next(LogStream stream, int size, CancellationToken ct) => search.Page(stream.OrgId,
        new LogQuery(stream.At.Published - 1, (clock.Now - Settling).ToUnixTimeMilliseconds(), stream.At, null, [], Descending: false), size, MostRows, ct);

    private async Task Deliver(Org org, LogStream seen, LogPage page, CancellationToken ct)
    {
        var id = seen.Id;
        if (await streams.TryLease(id, Lease, ct) is not { } stream) return;
        try
        {
            // Somebody else may have sent what was next a moment ago.
            await SendAll(org, stream, stream.At == seen.At ? page : null, ct);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or DatabaseUnavailableException))
        {
            // Among them a token that another master key closed: it stays for when the right one is back.
            lines.LogFault(fault, $"The log stream {id} could not be worked on");
            await streams.Postpone(stream, "A fault of the server, which its own log tells of.", clock.Now + LongestPause, ct);
        }
    }

    private async Task SendAll(Org org, LogStream stream, LogPage? first, CancellationToken ct)
    {
        var size = Batch;
        for (var round = 0; round < MostBatches; round++)
        {
            var page = round == 0 && first is not null ? first : await Next(stream, size, ct);
            if (page.Documents.Count > 0)
            {
                if (await Refusal(org, stream, page.Documents, ct) is { } refused)
                {
                    if (!refused.OfTheEvents)
                    {
                        await Later(org, stream, refused.Problem, ct);
                        return;
                    }
                    if (page.Documents.Count > 1)
                    {
                        // One of them it does not take: which, the smaller ones show.
                        size = Math.Max(1, page.Documents.Count / 4);
                        continue;
                    }
                    await log.Record(org, null, LogStreamEvents.NotDelivered(stream, $"{refused.Problem} It is left out: {EventOf(page.Documents[0])}."));
                }
                else if (size < Batch) size *= 2;
            }
            if (page.At == stream.At) break;
            if (!await streams.Advance(stream, page.At, clock.Now + Lease, ct)) return;          // it was switched off or on meanwhile
            stream = stream with { At = page.At, Failures = 0 };
            if (!page.More) break;
        }
        await streams.Release(stream.Id, clock.Now, ct);
    }

    private async Task Later(Org org, LogStream stream, string problem, CancellationToken ct)
    {
        if (stream.Failures == 0) await log.Record(org, null, LogStreamEvents.NotDelivered(stream, problem));
        var pause = TimeSpan.FromSeconds(5 * Math.Pow(2, Math.Min(stream.Failures, 10)));
        await streams.Postpone(stream, problem, clock.Now + (pause < LongestPause ? pause : LongestPause), ct);
    }

    private sealed record Refused(string Problem, bool OfTheEvents);

    private async Task<Refused?> Refusal(Org org, LogStream stream, IReadOnlyList<string> documents, CancellationToken ct)
    {
        try
        {
            var answer = await outgoing.Send(new(HttpMethod.Post, stream.Settings.Address(settings.Development))
            {
                Accept = "application/json", Json = Body(org, documents), Deadline = Deadline,
                Headers = [new("Authorization", $"Splunk {streams.Token(stream).Value}")],
            }, ct);
            return answer.Succeeded ? null : new($"{stream.Settings.Host} answered {answer.Status}.", answer.Status is 400 or 413);
        }
        catch (OutgoingException failed)
        {
            return new(failed.Message, OfTheEvents: false);
        }
    }

    /// <summary>Events behind one another, each with when and where it happened, as HTTP Event Collectors take them.</summary>
    private static byte[] Body(Org org, IReadOnlyList<string> documents)
    {
        var host = new Uri(org.Url).IdnHost;
        var body = new StringBuilder();
        foreach (var document in documents)
        {
            var happened = JsonNode.Parse(document)!;
            var published = DateTimeOffset.Parse(happened["published"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
            body.Append(new JsonObject
            {
                ["time"] = published.ToUnixTimeMilliseconds() / 1000m, ["host"] = host, ["source"] = "latchkey", ["sourcetype"] = "OktaIM2:log",
                ["event"] = happened,
            }.ToJsonString()).Append('\n');
        }
        return Encoding.UTF8.GetBytes(body.ToString());
    }

    private static string EventOf(string document) => JsonNode.Parse(document)!["uuid"]!.ToString();
}
