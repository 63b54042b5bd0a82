using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;

namespace Latchkey.Server.Faces.Console.Persons.List;

public sealed record PeopleListPage : ConsolePage<PeopleListView>
{
    public required IReadOnlyList<ShownPerson> People { get; init; }
    public required string Wanted { get; init; }
    public required UserStatus? Standing { get; init; }
    public string? First { get; init; }
    public string? Next { get; init; }
}
