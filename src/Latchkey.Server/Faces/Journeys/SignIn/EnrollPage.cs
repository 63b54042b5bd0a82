using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>Which second factor to set up.</summary>
public sealed record EnrollPage : PageModel<EnrollView>
{
    public AppAbout? App { get; init; }
    public required IReadOnlyList<(string Url, string Name, string Text, string Email)> Choices { get; init; }
    public required string CancelUrl { get; init; }
    /// <summary>Where the form for later is posted; null: it cannot wait.</summary>
    public string? SkipUrl { get; init; }
    /// <summary>Without it there is no way in.</summary>
    public bool Required { get; init; }
    public override string? FrameName => PageFrames.SignIn;
}
