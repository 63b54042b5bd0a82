using Latchkey.Server.Core.Membership;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;

namespace Latchkey.Server.Faces.Console.Persons.Membership;

public sealed record PersonGroupsPage : ConsolePage<PersonGroupsView>
{
    public required ShownPerson Person { get; init; }
    public required FormState Form { get; init; }
    public required string Wanted { get; init; }
    public required IReadOnlyList<Group> Found { get; init; }
    public required IReadOnlyList<Group> Groups { get; init; }
}
