using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Hooks;

/// <summary>What a hook key is to be called. Contract §3.11.</summary>
internal sealed record HookKeyDraft
{
    private HookKeyDraft(string name) => Name = name;

    public string Name { get; }

    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static HookKeyDraft Of(string? name) => new(TextRules.Name(name, HookRules.LongestName));
}
