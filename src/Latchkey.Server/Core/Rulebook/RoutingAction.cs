using System.Text.Json.Serialization;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>Where somebody signs in.</summary>
/// <param name="ProviderId">At this identity provider; null: here.</param>
internal sealed record RoutingAction(string? ProviderId)
{
    public static readonly RoutingAction Here = new((string?)null);

    /// <summary>What kind of provider that is, as whoever wrote the rule has it; null: they did not say. It is only compared.</summary>
    [JsonIgnore] public string? Type { get; init; }
}
