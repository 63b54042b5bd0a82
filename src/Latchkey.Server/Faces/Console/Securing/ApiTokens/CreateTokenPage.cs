using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.ApiTokens;

public sealed record CreateTokenPage : ConsolePage<CreateTokenView>
{
    public required FormState Form { get; init; }
}
