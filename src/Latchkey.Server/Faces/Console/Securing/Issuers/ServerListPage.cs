using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Issuers;

public sealed record ServerListPage : ConsolePage<ServerListView>
{
    public required IReadOnlyList<AuthorizationServer> Servers { get; init; }
}
