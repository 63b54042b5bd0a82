using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;

namespace Latchkey.Server.Faces.Console.Finding.Everywhere;

/// <summary>What an org has of that name.</summary>
public sealed record FindPage : ConsolePage<FindView>
{
    public required string Wanted { get; init; }
    public required IReadOnlyList<App> Apps { get; init; }
    public required IReadOnlyList<ShownPerson> People { get; init; }
    public required IReadOnlyList<Group> Groups { get; init; }
}
