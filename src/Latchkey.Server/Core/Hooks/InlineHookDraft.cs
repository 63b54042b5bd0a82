using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Hooks;

/// <summary>What an inline hook is to be, and satisfies the rules of one; whether its key exists is asked when it is written. Contract §3.11.</summary>
internal sealed record InlineHookDraft
{
    private InlineHookDraft(string name, string type, string version, HookChannelDraft channel) =>
        (Name, Type, Version, Channel) = (name, type, version, channel);

    public string Name { get; }
    public string Type { get; }
    public string Version { get; }
    public HookChannelDraft Channel { get; }

    /// <param name="existing">The hook it replaces: its type stays.</param>
    /// <param name="name">Of no other inline hook of the org.</param>
    /// <param name="type">One of <see cref="InlineHookType"/>.</param>
    /// <param name="version">Left out, the first.</param>
    /// <param name="channel">Where it is.</param>
    /// <param name="development">Whether plain http on this machine will do.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static InlineHookDraft Of(InlineHook? existing, string? name, string? type, string? version, HookChannelProposal channel, bool development)
    {
        if (existing is not null && type is not null && type != existing.Type) throw new RuleException("type", "cannot be changed: make another hook");
        return new(TextRules.Name(name, HookRules.LongestName), existing?.Type ?? InlineHookType.Require(type),
            HookChannelDraft.VersionOf("version", version ?? existing?.Version),
            HookChannelDraft.Of(channel, existing?.Channel, mayUseTokens: true, development));
    }
}
