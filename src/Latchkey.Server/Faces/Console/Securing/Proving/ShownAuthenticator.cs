namespace Latchkey.Server.Faces.Console.Securing.Proving;

/// <param name="Key">What policies call it.</param>
/// <param name="Name">For people.</param>
/// <param name="People">How many have set it up; null: it is not counted, as everybody may have it.</param>
/// <param name="Policies">The enrollment policies that say something of it: address, name, and REQUIRED, OPTIONAL or NOT_ALLOWED.</param>
public sealed record ShownAuthenticator(string Key, string Name, long? People, IReadOnlyList<(string Address, string Name, string Says)> Policies);
