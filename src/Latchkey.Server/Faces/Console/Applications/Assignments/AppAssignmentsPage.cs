using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Applications.Assignments;

public sealed record AppAssignmentsPage : ConsolePage<AppAssignmentsView>
{
    public required App App { get; init; }
    public required FormState Form { get; init; }
    /// <summary>What is looked for.</summary>
    public required string Wanted { get; init; }
    /// <summary>The group Everyone is assigned, whether the page shows it or not.</summary>
    public required bool ForEveryone { get; init; }
    public required IReadOnlyList<Group> Groups { get; init; }
    /// <summary>Put there by name.</summary>
    public required IReadOnlyList<User> People { get; init; }
    public required IReadOnlyList<Group> FoundGroups { get; init; }
    public required IReadOnlyList<User> FoundPeople { get; init; }
    public string? FirstGroups { get; init; }
    public string? NextGroups { get; init; }
    /// <summary>Of the people.</summary>
    public string? First { get; init; }
    public string? Next { get; init; }
}
