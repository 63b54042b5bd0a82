using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Reporting.Kit;

namespace Latchkey.Server.Faces.Console.Reporting.Event;

public sealed record LogEventPage : ConsolePage<LogEventView>
{
    public required LogLine Line { get; init; }
    /// <summary>All of it, as the management API answers it.</summary>
    public required string Json { get; init; }
}
