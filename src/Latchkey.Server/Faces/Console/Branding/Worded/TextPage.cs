using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.Worded;

public sealed record TextPage : ConsolePage<TextView>
{
    public required Brand Shown { get; init; }
    /// <summary>The language that the text is in.</summary>
    public required Language Spoken { get; init; }
    public required string Name { get; init; }
    public required string Ours { get; init; }
    /// <summary>Where the form goes.</summary>
    public required string Address { get; init; }
    /// <summary>What in it a page fills in; null: nothing.</summary>
    public required string? Marks { get; init; }
    /// <summary>As a page would print it; null: it could not.</summary>
    public required string? Reads { get; init; }
    /// <summary>What stands in the place of each mark, so that it can be read.</summary>
    public required IReadOnlyList<string> Samples { get; init; }
    /// <summary>What is saved is the org's own.</summary>
    public required bool IsOwn { get; init; }
    public required FormState Form { get; init; }
}
