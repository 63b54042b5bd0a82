using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Statements;

public sealed record ClaimListPage : ConsolePage<ClaimListView>
{
    public required AuthorizationServer Server { get; init; }
}
