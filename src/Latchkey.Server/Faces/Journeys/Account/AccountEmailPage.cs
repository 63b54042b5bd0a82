using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Account;

/// <summary>A person says which address they want to have.</summary>
public sealed record AccountEmailPage : PageModel<AccountEmailView>
{
    public required string Email { get; init; }
    /// <summary>What was typed.</summary>
    public string? Typed { get; init; }
    /// <summary>The old address is to be proven as well.</summary>
    public required bool AsksOld { get; init; }
    /// <summary>They sign in by it.</summary>
    public required bool IsLogin { get; init; }
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
    public EmailProblem? Problem { get; init; }
}
