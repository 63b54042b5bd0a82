namespace Latchkey.Server.Core.Schemas;

/// <summary>An attribute that every org has.</summary>
/// <param name="Title">As forms call it.</param>
/// <param name="Longest">At most so many characters.</param>
internal sealed record BaseAttribute(string Title, int Longest)
{
    public int Shortest { get; init; }
    public string? Format { get; init; }
    public bool Required { get; init; }
}
