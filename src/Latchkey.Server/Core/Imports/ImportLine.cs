using System.Text.Json;

namespace Latchkey.Server.Core.Imports;

/// <summary>A line of a file of people, and what became of it.</summary>
internal sealed record ImportLine
{
    public const string Created = "CREATED";
    public const string Changed = "CHANGED";
    public const string Same = "SAME";
    public const string Refused = "REFUSED";

    public required long Number { get; init; }
    public required string Cells { get; init; }
    public string? Reason { get; init; }

    public IReadOnlyList<string> Values => JsonSerializer.Deserialize<string[]>(Cells)!;

    public override string ToString() => $"line {Number}";
}
