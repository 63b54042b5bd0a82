using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Permissions;

public sealed record ScopeListPage : ConsolePage<ScopeListView>
{
    public required AuthorizationServer Server { get; init; }
}
