using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>One browser holds one session: may somebody else take the place of who is signed in?</summary>
public sealed record SwitchPersonPage : PageModel<SwitchPersonView>
{
    public AppAbout? App { get; init; }
    /// <summary>Who is signed in.</summary>
    public required string Here { get; init; }
    /// <summary>Who would be.</summary>
    public required string Next { get; init; }
    /// <summary>Sent with either answer.</summary>
    public required string Asked { get; init; }

    public override string ToString() => "page that asks who is to be signed in";
    public override string? FrameName => PageFrames.SignIn;
}
