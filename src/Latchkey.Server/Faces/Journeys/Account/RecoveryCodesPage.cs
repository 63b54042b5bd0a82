using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>A person has codes made for when they have nothing else at hand.</summary>
public sealed record RecoveryCodesPage : PageModel<RecoveryCodesView>
{
    public required int Left { get; init; }
    /// <summary>Those that have just been made; empty: none have.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
}
