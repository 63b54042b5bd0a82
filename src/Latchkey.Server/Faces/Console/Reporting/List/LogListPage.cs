using Latchkey.Server.Core.Insight;
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
    /// <summary>New events come by themselves.</summary>
    public required bool Live { get; init; }
    /// <summary>Where they do, and where they do not.</summary>
    public required string Watch { get; init; }
    public required string Still { get; init; }
    public required IReadOnlyList<SavedSearch> Saved { get; init; }
    /// <summary>What is asked, as an address has it.</summary>
    public required string Query { get; init; }
    /// <summary>A search was not kept: it had no name, or there are too many.</summary>
    public required bool NotSaved { get; init; }
    public string? First { get; init; }
    public string? Next { get; init; }
}
