using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Issuers;

public sealed record ServerPage : ConsolePage<ServerView>
{
    public required AuthorizationServer Server { get; init; }
    public required bool Editing { get; init; }
    public required FormState Form { get; init; }
}
