using Latchkey.Server.Core.Log;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Reporting.SignIns;

public sealed record SignInsPage : ConsolePage<SignInsView>
{
    public required string Range { get; init; }
    public required IReadOnlyList<SignInCount> Counts { get; init; }
    /// <summary>Stretches are hours, and not days.</summary>
    public required bool Hourly { get; init; }
    /// <summary>There were more than are counted.</summary>
    public required bool Cut { get; init; }
}
