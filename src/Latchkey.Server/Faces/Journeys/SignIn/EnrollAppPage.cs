using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>Setting an authenticator app up: a QR code, the key in words, and a code that shows it worked.</summary>
public sealed record EnrollAppPage : PageModel<EnrollAppView>
{
    public AppAbout? App { get; init; }
    public required string Action { get; init; }
    /// <summary>What the QR code says.</summary>
    public string Uri => Totp.Uri(Brand.Name, Login, Secret);
    /// <summary>What the authenticator app calls the account.</summary>
    public required string Login { get; init; }
    public required string Secret { get; init; }
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    /// <summary>There is one already, and this one takes its place.</summary>
    public bool Replaces { get; init; }
    public string? Problem { get; init; }
    public required string CancelUrl { get; init; }

    public override string ToString() => "set-up of an authenticator app";
}
