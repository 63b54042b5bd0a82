using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.Kit;

/// <summary>In the place of a preview: why there is none.</summary>
public sealed record UnseenPage : PageModel<UnseenView>
{
    public required FormState Form { get; init; }
}
