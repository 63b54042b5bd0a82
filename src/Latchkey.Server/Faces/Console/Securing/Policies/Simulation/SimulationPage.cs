using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Simulation;

public sealed record SimulationPage : ConsolePage<SimulationView>
{
    public required FormState Form { get; init; }
    /// <summary>Some of the org's, to choose from.</summary>
    public required IReadOnlyList<App> Apps { get; init; }
    /// <summary>Empty: nobody asked yet.</summary>
    public required IReadOnlyList<SimulatedStep> Steps { get; init; }
    /// <summary>What keeps them out whatever the rules say.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
