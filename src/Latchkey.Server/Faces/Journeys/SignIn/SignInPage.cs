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
    public SignInStage Stage { get; init; }
    /// <summary>Names that people had this browser remember, to pick from.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
    /// <summary>Where who is somebody else says so; null where nobody can.</summary>
    public string? OtherNameUrl { get; init; }
    /// <summary>People choose whether the browser keeps their session.</summary>
    public bool MayKeep { get; init; }
    /// <summary>Somebody who is signed in on a phone signs in by it.</summary>
    public bool ByPhone { get; init; }
    /// <summary>Where people make accounts for themselves; null where they may not.</summary>
    public string? SignUpUrl { get; init; }
    /// <summary>Where people ask for a new password; null where they may not.</summary>
    public string? ForgotUrl { get; init; }
    /// <summary>Where a mailed code is asked for instead of a password; null: it would not do.</summary>
    public string? MailUrl { get; init; }
    public SignInProblem? Problem { get; init; }
    /// <summary>What any passkey of this org is asked; null where there are none.</summary>
    public DeviceQuestion? Passkey { get; init; }
    /// <summary>Other providers, where people may sign in instead.</summary>
    public IReadOnlyList<ProviderButton> Providers { get; init; } = [];
    /// <summary>What is typed decides where somebody signs in: a password need not stand beside it.</summary>
    public bool Routes { get; init; }
    /// <summary>The person has shown a passkey, and the password is missing.</summary>
    public bool Half { get; init; }
    /// <summary>It was that, and not another thing that they have.</summary>
    public bool Keyed { get; init; } = true;
    /// <summary>For the browser, of a passkey that nobody here has: WebAuthn Level 3 §5.1.10.1.</summary>
    public string? Forgotten { get; init; }
    /// <summary>Labels and links of the org's own, by the contract's names (§3.8).</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();
    public override string? FrameName => PageFrames.SignIn;
}
