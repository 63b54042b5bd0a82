using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Hooks;

/// <summary>What an event hook is to be, and satisfies the rules of one. Contract §3.11, event hooks.</summary>
internal sealed record EventHookDraft
{
    public const string EventType = "EVENT_TYPE";

    private EventHookDraft(string name, string? description, IReadOnlyList<string> events, HookChannelDraft channel) =>
        (Name, Description, Events, Channel) = (name, description, events, channel);

    public string Name { get; }
    public string? Description { get; }
    public IReadOnlyList<string> Events { get; }
    public HookChannelDraft Channel { get; }

    /// <param name="existing">The hook it replaces.</param>
    /// <param name="name">Of no other event hook of the org.</param>
    /// <param name="description">Left out, there is none.</param>
    /// <param name="events">One of <see cref="HookableEvents"/> at least.</param>
    /// <param name="channel">Where it is.</param>
    /// <param name="development">Whether plain http on this machine will do.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static EventHookDraft Of(
        EventHook? existing, string? name, string? description, IReadOnlyList<string>? events, HookChannelProposal channel, bool development)
    {
        const string field = "events.items";
        var types = events?.Distinct(StringComparer.Ordinal).ToArray() ?? [];
        if (types.Length == 0) throw new RuleException(field, "must name at least one event type");
        if (types.FirstOrDefault(type => !HookableEvents.All.Contains(type)) is { } unknown)
            throw new RuleException(field, $"'{unknown}' is not an event type that a hook can be told of; docs/reference/events.md lists those that are");
        return new(TextRules.Name(name, HookRules.LongestName), string.IsNullOrEmpty(description) ? null : TextRules.Description(description), types,
            HookChannelDraft.Of(channel, existing?.Channel, mayUseTokens: false, development));
    }
}
