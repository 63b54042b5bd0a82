using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Reporting.Kit;

namespace Latchkey.Server.Faces.Console.Reporting.List;

public sealed record LogListPage : ConsolePage<LogListView>
{
    public required FormState Search { get; init; }
    public required IReadOnlyList<LogLine> Lines { get; init; }
    /// <summary>The address of this very view, with its times spelt out: another day it shows the same.</summary>
    public required string Shared { get; init; }
    public required string Csv { get; init; }
    public required string JsonLines { get; init; }
    public string? First { get; init; }
    public string? Next { get; init; }
}
