using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>Something cannot go on: what, why, what to do, and what to quote to whoever helps.</summary>
public sealed record ErrorPage : PageModel<ErrorView>
{
    /// <summary>Send the page with the same one.</summary>
    public required int Status { get; init; }
    public required string RequestId { get; init; }
    /// <summary>The sign-in was begun elsewhere or too long ago; the app must begin again.</summary>
    public bool SignInExpired { get; init; }
    /// <summary>Where the person can begin again; null where there is no such place.</summary>
    public WayOn? WayOn { get; init; }
    /// <summary>The protocol's error code and sentence, for the developer of the app; null shows none.</summary>
    public string? Error { get; init; }
    public string? ErrorDescription { get; init; }
    /// <summary>What the log says beyond it; only on a development server.</summary>
    public string? ErrorDetail { get; init; }
    /// <summary>On a development server these stand open.</summary>
    public bool Development { get; init; }
}
