using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Workflow.Asking;

public sealed record InlineHookListPage : ConsolePage<InlineHookListView>
{
    internal IReadOnlyList<InlineHook> Hooks { get; init; } = [];
    public required FormState Form { get; init; }

    /// <summary>What a type of hook is asked about, in words.</summary>
    internal static string Said(HookTexts said, string type) => type switch
    {
        InlineHookType.Token => said.AskedForTokens,
        InlineHookType.Password => said.AskedForPasswords,
        InlineHookType.Registration => said.AskedForRegistration,
        _ => type,
    };
}
