using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Overview;

public sealed record PolicyPage : ConsolePage<PolicyView>
{
    public required ShownPolicy Policy { get; init; }
    /// <summary>What it says beside its rules; empty: nothing.</summary>
    public required IReadOnlyList<(string Label, string Text)> Settings { get; init; }
}
