using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>Making a passkey on the way to an app: a name, and one press.</summary>
public sealed record EnrollPasskeyPage : PageModel<EnrollPasskeyView>
{
    public AppAbout? App { get; init; }
    public required string Action { get; init; }
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    public required DeviceQuestion Question { get; init; }
    /// <summary>What it will be called unless its owner says otherwise.</summary>
    public required string Suggestion { get; init; }
    public string? Problem { get; init; }
    public required string CancelUrl { get; init; }
    public override string? FrameName => PageFrames.SignIn;
}
