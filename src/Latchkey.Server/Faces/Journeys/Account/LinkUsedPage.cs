using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>The link can no longer be used, or never could.</summary>
public sealed record LinkUsedPage : PageModel<LinkUsedView>
{
    public required LinkProblem Problem { get; init; }
    /// <summary>Where a person asks for a new link themselves; null: they cannot.</summary>
    public string? ForgottenUrl { get; init; }
}
