using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Workflow.Telling;

public sealed record EventHookListPage : ConsolePage<EventHookListView>
{
    internal IReadOnlyList<EventHook> Hooks { get; init; } = [];
    public required FormState Form { get; init; }
}
