using System.Diagnostics.Metrics;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Ground.Jose;

/// <summary>
/// How many signatures by others' keys were checked: what strangers make this server work for. The meter's scope is the
/// database, so that two servers in one process can be told apart.
/// </summary>
internal sealed class SignatureMeters : IDisposable
{
    private readonly Meter meter;
    private readonly Counter<long> checks;

    public SignatureMeters(Database database)
    {
        meter = new Meter(new MeterOptions("Latchkey.Signatures") { Scope = database });
        checks = meter.CreateCounter<long>("latchkey.signatures.checked", "{signature}", "Signatures by keys of apps and devices that were checked");
    }

    public void Checked(string algorithm) => checks.Add(1, new KeyValuePair<string, object?>("algorithm", algorithm));

    public void Dispose() => meter.Dispose();
}
