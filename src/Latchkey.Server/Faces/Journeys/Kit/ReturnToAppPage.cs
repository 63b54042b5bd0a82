using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>Hands the answer to an app by its own scheme, an app link or a loopback port. Design §7.</summary>
public sealed record ReturnToAppPage : PageModel<ReturnToAppView>
{
    /// <summary>The redirect URI with the answer in it.</summary>
    public required string Url { get; init => field = AppLink.Checked(value); }
    public string? AppLabel { get; init; }
    public required ReturnOutcome Outcome { get; init; }
}
