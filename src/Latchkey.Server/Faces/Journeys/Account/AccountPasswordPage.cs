using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>A person changes their password by the old one.</summary>
public sealed record AccountPasswordPage : PageModel<AccountPasswordView>
{
    public required string Login { get; init; }
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    /// <summary>What is asked of it.</summary>
    public PasswordSettings Settings { get; init; } = PasswordSettings.Default;
    public IReadOnlyList<PasswordRule> Broken { get; init; } = [];
    public AccountPasswordProblem? Problem { get; init; }
}
