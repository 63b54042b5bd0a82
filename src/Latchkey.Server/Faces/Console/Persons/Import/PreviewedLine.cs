namespace Latchkey.Server.Faces.Console.Persons.Import;

/// <param name="Number">In the file.</param>
/// <param name="Values">As it says them.</param>
/// <param name="Problem">Why it would be refused; null: it would not.</param>
public sealed record PreviewedLine(long Number, IReadOnlyList<string> Values, string? Problem)
{
    /// <summary>Somebody has that username already.</summary>
    public bool Exists { get; init; }

    public override string ToString() => $"line {Number}";
}
