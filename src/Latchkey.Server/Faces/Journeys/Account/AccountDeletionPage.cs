using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>Asks once more, and shows that it is done.</summary>
public sealed record AccountDeletionPage : PageModel<AccountDeletionView>
{
    /// <summary>What is to be typed; null: the account is gone.</summary>
    public string? Login { get; init; }
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
    public bool Mismatch { get; init; }
}
