using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.Several;

public sealed record BrandListPage : ConsolePage<BrandListView>
{
    public required FormState Form { get; init; }
    /// <summary>The one that every org has first.</summary>
    public required IReadOnlyList<Brand> Brands { get; init; }
    /// <summary>By the id of the brand that they show.</summary>
    public required ILookup<string, string> Domains { get; init; }
}
