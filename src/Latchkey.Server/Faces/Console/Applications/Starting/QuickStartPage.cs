using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Applications.Starting;

public sealed record QuickStartPage : ConsolePage<QuickStartView>
{
    public required App App { get; init; }
    public required IReadOnlyList<StartingPoint> Points { get; init; }
    public required StartingPoint Shown { get; init; }
    public required AppValues Values { get; init; }
}
