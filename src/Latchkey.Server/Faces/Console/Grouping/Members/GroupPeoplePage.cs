using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Grouping.Members;

public sealed record GroupPeoplePage : ConsolePage<GroupPeopleView>
{
    public required Group Group { get; init; }
    public required FormState Form { get; init; }
    /// <summary>What is looked for.</summary>
    public required string Wanted { get; init; }
    public required IReadOnlyList<User> Found { get; init; }
    /// <summary>Those of them who are in it already, by their ids.</summary>
    public required IReadOnlySet<string> Among { get; init; }
    public required IReadOnlyList<User> People { get; init; }
    public string? First { get; init; }
    public string? Next { get; init; }
}
