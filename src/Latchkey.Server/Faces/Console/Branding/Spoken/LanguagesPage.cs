using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.Spoken;

public sealed record LanguagesPage : ConsolePage<LanguagesView>
{
    public required Brand Shown { get; init; }
    public required FormState Form { get; init; }
}
