using System.Diagnostics.Metrics;

namespace Latchkey.Server.Ground.Storage;

/// <summary>How many writes shared how many commits. The meter's scope is the database, so that two in one process can be told apart.</summary>
internal sealed class StorageMeters : IDisposable
{
    private readonly Meter meter;
    private readonly Counter<long> writes;
    private readonly Counter<long> commits;

    public StorageMeters(Database database)
    {
        meter = new Meter(new MeterOptions("Latchkey.Storage") { Scope = database });
        writes = meter.CreateCounter<long>("latchkey.storage.writes", "{write}", "Acknowledged writes");
        commits = meter.CreateCounter<long>("latchkey.storage.commits", "{commit}", "Commits that carried them");
    }

    public void Committed(int writesCarried)
    {
        commits.Add(1);
        writes.Add(writesCarried);
    }

    public void Dispose() => meter.Dispose();
}
