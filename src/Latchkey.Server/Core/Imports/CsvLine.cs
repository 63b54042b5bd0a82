namespace Latchkey.Server.Core.Imports;

/// <param name="Number">In the file, counted from 1.</param>
/// <param name="Cells">As many as there are columns.</param>
internal sealed record CsvLine(int Number, IReadOnlyList<string> Cells);
