using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>The codes that went to the new address and to the old one.</summary>
public sealed record EmailCodesPage : PageModel<EmailCodesView>
{
    public required string Action { get; init; }
    public required string NewEmail { get; init; }
    /// <summary>Null: it is not asked.</summary>
    public string? OldEmail { get; init; }
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    public bool Wrong { get; init; }
}
