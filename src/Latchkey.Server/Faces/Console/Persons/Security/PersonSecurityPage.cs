using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;

namespace Latchkey.Server.Faces.Console.Persons.Security;

/// <summary>What somebody proves who they are with, and where they are signed in.</summary>
public sealed record PersonSecurityPage : ConsolePage<PersonSecurityView>
{
    public required ShownPerson Person { get; init; }
    public required IReadOnlyList<Factor> Authenticators { get; init; }
    public required IReadOnlyList<SignedInPlace> Browsers { get; init; }
    public required IReadOnlyList<SignedInPlace> Apps { get; init; }
}
