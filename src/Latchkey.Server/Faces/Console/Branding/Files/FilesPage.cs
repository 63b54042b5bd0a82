using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.Files;

public sealed record FilesPage : ConsolePage<FilesView>
{
    public required Brand Shown { get; init; }
    public required IReadOnlyList<ShownFile> Files { get; init; }
}
