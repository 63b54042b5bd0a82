using Latchkey.Server.Core.Clients;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignIn;

public sealed record SignInPage : PageModel<SignInView>
{
    /// <summary>The app the person came from; null when they came by themselves.</summary>
    public AppAbout? App { get; init; }
    /// <summary>The handle of the waiting request.</summary>
    public required string Flow { get; init; }
    /// <summary>What was typed or hinted, to be shown again. Never looked up: a page must look the same for strangers.</summary>
    public string? Identifier { get; init; }
    /// <summary>Where people make accounts for themselves; null where they may not.</summary>
    public string? SignUpUrl { get; init; }
    /// <summary>Where people ask for a new password; null where they may not.</summary>
    public string? ForgotUrl { get; init; }
    public SignInProblem? Problem { get; init; }
    /// <summary>What any passkey of this org is asked; null where there are none.</summary>
    public DeviceQuestion? Passkey { get; init; }
    /// <summary>The person has shown a passkey, and the password is missing.</summary>
    public bool Half { get; init; }
    /// <summary>For the browser, of a passkey that nobody here has: WebAuthn Level 3 §5.1.10.1.</summary>
    public string? Forgotten { get; init; }
    /// <summary>Labels and links of the org's own, by the contract's names (§3.8).</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();
    public override string? FrameName => PageFrames.SignIn;
}
