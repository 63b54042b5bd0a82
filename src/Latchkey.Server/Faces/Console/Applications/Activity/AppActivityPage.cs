using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Reporting.Kit;

namespace Latchkey.Server.Faces.Console.Applications.Activity;

public sealed record AppActivityPage : ConsolePage<AppActivityView>
{
    public required App App { get; init; }
    public required IReadOnlyList<LogLine> Lines { get; init; }
    public string? First { get; init; }
    public string? Next { get; init; }
}
