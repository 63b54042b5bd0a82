using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;

namespace Latchkey.Server.Faces.Console.Persons.Access;

public sealed record PersonAppsPage : ConsolePage<PersonAppsView>
{
    public required ShownPerson Person { get; init; }
    public required FormState Form { get; init; }
    public required string Wanted { get; init; }
    public required IReadOnlyList<App> Found { get; init; }
    public required IReadOnlyList<App> Apps { get; init; }
    /// <summary>The ids of those that are assigned by name, and not through a group alone.</summary>
    public required IReadOnlySet<string> ByName { get; init; }
    public string? First { get; init; }
    public string? Next { get; init; }
}
