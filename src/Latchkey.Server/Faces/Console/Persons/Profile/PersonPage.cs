using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;

namespace Latchkey.Server.Faces.Console.Persons.Profile;

public sealed record PersonPage : ConsolePage<PersonView>
{
    public required ShownPerson Person { get; init; }
    public required ProfileFields Fields { get; init; }
    /// <summary>The profile's form is open.</summary>
    public required bool Editing { get; init; }
    public required FormState Form { get; init; }
}
