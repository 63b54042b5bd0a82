using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>A link from a mail or the terminal: choose a password, once.</summary>
public sealed record NewPasswordPage : PageModel<NewPasswordView>
{
    /// <summary>Where the form is posted: the link itself.</summary>
    public required string Action { get; init; }
    /// <summary>Whether the account has never had a password.</summary>
    public bool First { get; init; } = true;
    public required string PersonName { get; init; }
    public required string Login { get; init; }
    /// <summary>What is asked of it.</summary>
    public PasswordSettings Settings { get; init; } = PasswordSettings.Default;
    /// <summary>Which rules the last try broke.</summary>
    public IReadOnlyList<PasswordRule> Broken { get; init; } = [];
    public bool PasswordsDiffer { get; init; }
    /// <summary>Somebody on their way to an app, whose old password was right but does not count any more.</summary>
    public bool Expired { get; init; }
    /// <summary>It does until then, and they may leave it at that; null: it does not.</summary>
    public DateTimeOffset? EndsAt { get; init; }
    public bool IsTheOld { get; init; }
    /// <summary>Of their own: its answer comes with the password; null: none is asked.</summary>
    public string? Question { get; init; }
    public bool AnswerWrong { get; init; }
}
