using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Proving;

/// <summary>What people can prove themselves with, how many do, and what the policies say of it.</summary>
public sealed record AuthenticatorsPage : ConsolePage<AuthenticatorsView>
{
    public required IReadOnlyList<ShownAuthenticator> All { get; init; }
    public required long People { get; init; }
}
