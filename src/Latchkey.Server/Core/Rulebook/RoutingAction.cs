namespace Latchkey.Server.Core.Rulebook;

/// <summary>Where somebody signs in.</summary>
/// <param name="ProviderId">At this identity provider; null: here.</param>
internal sealed record RoutingAction(string? ProviderId)
{
    public static readonly RoutingAction Here = new((string?)null);
}
