using System.Diagnostics.Metrics;

namespace Latchkey.Server.Ground.Storage;

/// <summary>
/// How many statements were run, and how many writes shared how many commits. The meter's scope is the database, so that two in one process can be
/// told apart.
/// </summary>
internal sealed class StorageMeters : IDisposable
{
    private readonly Meter meter;
    private readonly Counter<long> writes;
    private readonly Counter<long> commits;
    private readonly Counter<long> statements;

    public StorageMeters(Database database)
    {
        meter = new Meter(new MeterOptions("Latchkey.Storage") { Scope = database });
        writes = meter.CreateCounter<long>("latchkey.storage.writes", "{write}", "Acknowledged writes");
        commits = meter.CreateCounter<long>("latchkey.storage.commits", "{commit}", "Commits that carried them");
        statements = meter.CreateCounter<long>("latchkey.storage.statements", "{statement}", "Statements that were asked of the database");
    }

    public void Committed(int writesCarried)
    {
        commits.Add(1);
        writes.Add(writesCarried);
    }

    public void Ran(int asked = 1) => statements.Add(asked);

    public void Dispose() => meter.Dispose();
}
