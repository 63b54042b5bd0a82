using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.Worded;

public sealed record TextListPage : ConsolePage<TextListView>
{
    public required Brand Shown { get; init; }
    /// <summary>The language that the texts are in.</summary>
    public required Language Spoken { get; init; }
    /// <summary>What is looked for.</summary>
    public required string Wanted { get; init; }
    public required bool OnlyOwn { get; init; }
    public required IReadOnlyList<ShownText> Listed { get; init; }
    public string? First { get; init; }
    public string? Next { get; init; }
}
