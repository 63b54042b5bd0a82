using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.Expressions;

/// <summary>Whom and what a token is about: all an expression can see.</summary>
public sealed record ClaimSubject
{
    public required AppFacts App { get; init; }
    /// <summary>Null where an app acts for itself.</summary>
    public User? User { get; init; }
    /// <summary>What the person is called in this app; null without a person.</summary>
    public string? AppUserName { get; init; }
    /// <summary>The person's groups. Only where <see cref="ClaimExpression.NeedsGroups"/>.</summary>
    public IReadOnlyList<Group> Groups { get; init; } = [];
    public IReadOnlyList<string> Scopes { get; init; } = [];
    public required DateTimeOffset Now { get; init; }
}
