using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Operating.SigningKeys;

public sealed record SigningKeysPage : ConsolePage<SigningKeysView>
{
    public required IReadOnlyList<ServerKeys> Servers { get; init; }
    public FormState Form { get; init; } = FormState.Empty;
}
