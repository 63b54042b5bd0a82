using Latchkey.Server.Core.Networks;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.Networks;

/// <summary>A zone that is made, or changed.</summary>
public sealed record ZonePage : ConsolePage<ZoneView>
{
    /// <summary>Null: a new one.</summary>
    public required Zone? Zone { get; init; }
    public required FormState Form { get; init; }
    /// <summary>Where whoever looks comes from.</summary>
    public required string? Here { get; init; }
}
