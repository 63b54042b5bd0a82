using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Applications.Secrets;

public sealed record AppSecretsPage : ConsolePage<AppSecretsView>
{
    public required App App { get; init; }
    public required FormState Form { get; init; }
}
