using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Workflow.Asking;

/// <summary>An inline hook that is made, or changed.</summary>
public sealed record InlineHookPage : ConsolePage<InlineHookView>
{
    /// <summary>Null: a new one.</summary>
    internal InlineHook? Hook { get; init; }
    public required FormState Form { get; init; }
    public required string OrgUrl { get; init; }
}
