using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Issuers;

public sealed record NewServerPage : ConsolePage<NewServerView>
{
    public required FormState Form { get; init; }
}
