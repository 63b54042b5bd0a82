namespace Latchkey.Server.Faces.Console.Branding.Worded;

/// <param name="Name">What it is called.</param>
/// <param name="Ours">What we say.</param>
/// <param name="Own">What the org says; null: the same.</param>
public sealed record ShownText(string Name, string Ours, string? Own)
{
    /// <summary>Whether these words are in it, or in its name.</summary>
    public bool Says(string words) => words.Length == 0
        || new[] { Name, Ours, Own }.Any(text => text?.Contains(words, StringComparison.InvariantCultureIgnoreCase) is true);
}
