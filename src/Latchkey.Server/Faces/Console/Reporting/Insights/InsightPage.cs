using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Reporting.Insights;

/// <summary>A report: bars, and the same in numbers.</summary>
public sealed record InsightPage : ConsolePage<InsightView>
{
    public required InsightTab Tab { get; init; }
    /// <summary>Whether the org is the one that looks after the server.</summary>
    public required bool OfServer { get; init; }
    /// <summary>24h, 7d, 30d; null: the report is of now.</summary>
    public string? Range { get; init; }
    public required IReadOnlyList<Bar> Bars { get; init; }
    /// <summary>What the columns are called: of the name, of the number, and of what is more.</summary>
    public required IReadOnlyList<string> Columns { get; init; }
    /// <summary>There were more than are counted.</summary>
    public bool Cut { get; init; }
}
