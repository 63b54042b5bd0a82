using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Workflow.Asking;

/// <summary>What a hook is asked by hand, and what it said.</summary>
public sealed record InlinePreviewPage : ConsolePage<InlinePreviewView>
{
    internal InlineHook Hook { get; init; } = null!;
    public required FormState Form { get; init; }
    public required bool IsAnswered { get; init; }
    /// <summary>Null where it said nothing, or failed.</summary>
    public required string? Said { get; init; }
    public required string? Failed { get; init; }
}
