using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>A page that asks for a passkey as the second factor.</summary>
public sealed record PasskeyPage : PageModel<PasskeyView>
{
    public AppAbout? App { get; init; }
    /// <summary>Where the form is posted.</summary>
    public required string Action { get; init; }
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    public required DeviceQuestion Question { get; init; }
    public string? Problem { get; init; }
    /// <summary>Whether this device is to be remembered, unless the person says otherwise; null: it cannot be.</summary>
    public bool? Remembers { get; init; }
    /// <summary>Other ways, and what each is called.</summary>
    public IReadOnlyList<(string Url, string Text)> Others { get; init; } = [];
    public required string CancelUrl { get; init; }
    public override string? FrameName => PageFrames.SignIn;
}
