using Latchkey.Server.Core.Origins;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Securing.TrustedSites;

/// <summary>A trusted origin that is made, or changed.</summary>
public sealed record OriginPage : ConsolePage<OriginView>
{
    /// <summary>Null: a new one.</summary>
    public required TrustedOrigin? Origin { get; init; }
    public required FormState Form { get; init; }
}
