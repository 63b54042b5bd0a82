using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Sealing;


namespace Latchkey.Server.Entrance.Development;

/// <summary>How a phone comes to trust this development server, and how it stops.</summary>
public sealed record CertificatePage : PageModel<CertificateView>
{
    public required DevAuthority Authority { get; init; }
    public required string OrgUrl { get; init; }
    /// <summary>What the phone in somebody's hand is; both or neither where it does not say.</summary>
    public bool ForApple { get; init; }
    public bool ForAndroid { get; init; }
}
