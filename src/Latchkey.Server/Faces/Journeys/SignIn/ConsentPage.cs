using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>May this app have this? The person sees who asks, as whom they would agree, and each scope in words.</summary>
public sealed record ConsentPage : PageModel<ConsentView>
{
    public required AppAbout App { get; init; }
    /// <summary>The handle of the waiting request.</summary>
    public required string Flow { get; init; }
    public required string PersonName { get; init; }
    public required string Login { get; init; }
    public required IReadOnlyList<ScopeDefinition> Scopes { get; init; }
    public override string? FrameName => PageFrames.SignIn;
}
