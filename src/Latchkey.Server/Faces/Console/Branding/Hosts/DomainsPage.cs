using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.Hosts;

public sealed record DomainsPage : ConsolePage<DomainsView>
{
    public required Brand Shown { get; init; }
    public required FormState Form { get; init; }
    public required IReadOnlyList<ShownDomain> Domains { get; init; }
}
