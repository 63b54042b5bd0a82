namespace Latchkey.Server.Faces.Console.Reporting.Insights;

/// <summary>A line of a report: a bar of the picture, and a row of the table that says the same.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Number">How much: the length of the bar.</param>
/// <param name="Shown">As the table writes it.</param>
public sealed record Bar(string Name, double Number, string Shown)
{
    /// <summary>Where one sees more of it; null: nowhere.</summary>
    public string? Address { get; init; }
    /// <summary>It is bad news.</summary>
    public bool Bad { get; init; }
    /// <summary>More columns of the table.</summary>
    public IReadOnlyList<string> More { get; init; } = [];
}
