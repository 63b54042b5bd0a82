using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.Look;

public sealed record BrandPage : ConsolePage<BrandView>
{
    public required Brand Shown { get; init; }
    public required FormState Form { get; init; }
}
