using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Workflow.Telling;

/// <summary>An event hook that is made, or changed.</summary>
public sealed record EventHookPage : ConsolePage<EventHookView>
{
    /// <summary>Null: a new one.</summary>
    internal EventHook? Hook { get; init; }
    public required FormState Form { get; init; }
    public required string OrgUrl { get; init; }
}
