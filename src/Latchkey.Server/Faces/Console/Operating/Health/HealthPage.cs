using Latchkey.Server.Core.Operation;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Operating.Health;

public sealed record HealthPage : ConsolePage<HealthView>
{
    /// <summary>Otherwise of the org alone, which shares the server with others.</summary>
    public required bool OfServer { get; init; }
    public required IReadOnlyList<CheckResult> Results { get; init; }
}
