using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Approval;

/// <summary>"Allow this?", for a device or for an app that asked from elsewhere.</summary>
public sealed record ApprovalPage : PageModel<ApprovalView>
{
    public required AppAbout App { get; init; }
    public required string Action { get; init; }
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    public required string PersonName { get; init; }
    public required bool OfDevice { get; init; }
    public string? BindingMessage { get; init; }
    public required string Ip { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    /// <summary>What the person agrees to by allowing it, where the app asks for that.</summary>
    public IReadOnlyList<ScopeDefinition> Agreeing { get; init; } = [];
}
