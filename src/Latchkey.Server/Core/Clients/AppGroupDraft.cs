using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Clients;

/// <summary>How a group is to be assigned to an app, and satisfies the rules of it. Contract §3.1, Assignments.</summary>
internal sealed record AppGroupDraft
{
    private const long Highest = 100;

    private AppGroupDraft(long priority, JsonObject profile) => (Priority, Profile) = (priority, profile);

    public long Priority { get; }
    public JsonObject Profile { get; }

    /// <summary>Left out, the priority is 0, and the profile is empty.</summary>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static AppGroupDraft Of(long? priority, JsonObject? profile) =>
        (priority ?? 0) is >= 0 and <= Highest ? new(priority ?? 0, profile ?? [])
        : throw new RuleException("priority", $"must be between 0 and {Highest}");
}
