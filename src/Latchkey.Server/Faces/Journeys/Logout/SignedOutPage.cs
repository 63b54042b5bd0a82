using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Logout;

/// <summary>It is done. Apps that hear of it by the browser are told from here, in frames nobody sees. Front-Channel Logout 1.0 §2.</summary>
public sealed record SignedOutPage : PageModel<SignedOutView>
{
    public IReadOnlyList<string> Frames { get; init; } = [];
    /// <summary>Where the person goes on to, as soon as the apps have been told, or without waiting for them any longer; and whose it is.</summary>
    public string? Url { get; init; }
    public string? AppLabel { get; init; }
}
