using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Persons.Create;

public sealed record AddPersonPage : ConsolePage<AddPersonView>
{
    public required FormState Form { get; init; }
    /// <summary>A link can be mailed.</summary>
    public required bool SendsMail { get; init; }
}
