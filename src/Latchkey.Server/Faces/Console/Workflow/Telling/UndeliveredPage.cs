using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Outbox;

namespace Latchkey.Server.Faces.Console.Workflow.Telling;

/// <summary>What a hook was not told of.</summary>
public sealed record UndeliveredPage : ConsolePage<UndeliveredView>
{
    internal EventHook Hook { get; init; } = null!;
    internal IReadOnlyList<DeadItem> Items { get; init; } = [];
    public required string? First { get; init; }
    public required string? Next { get; init; }
}
