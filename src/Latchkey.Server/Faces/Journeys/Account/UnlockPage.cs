using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>Somebody followed the mailed link to a locked account. Looking does nothing: mail programs look, too.</summary>
public sealed record UnlockPage : PageModel<UnlockView>
{
    public required string Action { get; init; }
    public required string Login { get; init; }
    /// <summary>Of their own; null: none is asked.</summary>
    public string? Question { get; init; }
    public bool AnswerWrong { get; init; }
    /// <summary>It has been done.</summary>
    public bool Done { get; init; }
}
