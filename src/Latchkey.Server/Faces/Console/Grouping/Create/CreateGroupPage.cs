using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Grouping.Create;

public sealed record CreateGroupPage : ConsolePage<CreateGroupView>
{
    public required FormState Form { get; init; }
}
