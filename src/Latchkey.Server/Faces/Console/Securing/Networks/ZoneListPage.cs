using Latchkey.Server.Core.Networks;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Networks;

public sealed record ZoneListPage : ConsolePage<ZoneListView>
{
    public required IReadOnlyList<Zone> Zones { get; init; }
    public required FormState Form { get; init; }
}
