using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.SignInPage;

public sealed record PageChangesPage : ConsolePage<PageChangesView>
{
    public required Brand Shown { get; init; }
    public required IReadOnlyList<ChangedWord> Changed { get; init; }
    public required IReadOnlyList<ChangedText> Rewritten { get; init; }
}
