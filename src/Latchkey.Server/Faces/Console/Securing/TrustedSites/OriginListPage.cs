using Latchkey.Server.Core.Origins;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.TrustedSites;

public sealed record OriginListPage : ConsolePage<OriginListView>
{
    public required IReadOnlyList<TrustedOrigin> Origins { get; init; }
    public string? First { get; init; }
    public string? Next { get; init; }
}
