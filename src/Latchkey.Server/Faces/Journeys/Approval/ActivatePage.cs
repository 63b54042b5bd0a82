using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Approval;

public sealed record ActivatePage : PageModel<ActivateView>
{
    /// <summary>As it came with the link or was typed before; shown again, never looked up.</summary>
    public string? UserCode { get; init; }
    public bool Unknown { get; init; }

    public override string ToString() => "activation page";
}
