using System.Diagnostics.Metrics;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>Adds up what one database counts.</summary>
public sealed class Meter : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Dictionary<string, long> sums = [];

    public Meter(Database database)
    {
        listener.InstrumentPublished = (instrument, it) =>
        {
            if (instrument.Meter.Scope == database) it.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            lock (sums) sums[instrument.Name] = sums.GetValueOrDefault(instrument.Name) + value;
        });
        listener.Start();
    }

    public long this[string name]
    {
        get
        {
            lock (sums) return sums.GetValueOrDefault(name);
        }
    }

    public void Dispose() => listener.Dispose();
}
