using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Policies.List;

public sealed record PolicyListPage : ConsolePage<PolicyListView>
{
    /// <summary>The kind that is shown.</summary>
    public required string Type { get; init; }
    public required IReadOnlyList<ShownPolicy> Policies { get; init; }
    /// <summary>Why what was asked for was not done.</summary>
    public FormState Form { get; init; } = FormState.Empty;
}
