using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Providers;

/// <summary>An identity provider that is made, or changed.</summary>
public sealed record ProviderPage : ConsolePage<ProviderView>
{
    /// <summary>Null: a new one.</summary>
    public required ShownProvider? Provider { get; init; }
    public required FormState Form { get; init; }
    /// <summary>The same as a call of the management API; null for a new one.</summary>
    public string? Api { get; init; }
}
