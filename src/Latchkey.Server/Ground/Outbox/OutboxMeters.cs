using System.Diagnostics.Metrics;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Ground.Outbox;

/// <summary>
/// How attempts to deliver end, and how long things wait until they have arrived. The meter's scope is the database, so that two servers in one
/// process can be told apart.
/// </summary>
internal sealed class OutboxMeters : IDisposable
{
    private readonly Meter meter;
    private readonly Counter<long> attempts;
    private readonly Histogram<double> waited;

    public OutboxMeters(Database database)
    {
        meter = new Meter(new MeterOptions("Latchkey.Outbox") { Scope = database });
        attempts = meter.CreateCounter<long>("latchkey.outbox.attempts", "{attempt}", "Attempts to deliver, by kind and how they ended");
        waited = meter.CreateHistogram<double>("latchkey.outbox.waited", "s", "From the commit to the arrival");
    }

    /// <param name="kind">Of what.</param>
    /// <param name="outcome"><c>arrived</c>, <c>moot</c>, <c>postponed</c> or <c>given_up</c>.</param>
    public void Attempted(OutboxKind kind, string outcome) => attempts.Add(1, new("kind", kind.Name), new("outcome", outcome));

    public void Arrived(OutboxKind kind, TimeSpan after) => waited.Record(after.TotalSeconds, new KeyValuePair<string, object?>("kind", kind.Name));

    public void Dispose() => meter.Dispose();
}
