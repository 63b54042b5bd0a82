using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Home;

/// <summary>What there is, and the first steps for who has nothing yet.</summary>
public sealed record ConsoleHomePage : ConsolePage<ConsoleHomeView>
{
    public required OrgNumbers Numbers { get; init; }
    /// <summary>What an app's configuration asks for first.</summary>
    public required string Issuer { get; init; }
}
