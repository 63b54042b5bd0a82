using System.Text.RegularExpressions;
using Latchkey.Server.Core.Expressions;

namespace Latchkey.Server.Core.Issuers;

/// <summary>A custom claim, ready to be computed. Contract §3.4, Claim.</summary>
public sealed class TokenClaim
{
    /// <summary>More would make a token that no header holds. Contract §2.3.</summary>
    public const int MostGroups = 100;

    private readonly ClaimExpression? expression;
    private readonly GroupFilter? filter;
    private readonly string? broken;

    public TokenClaim(ClaimDefinition definition)
    {
        Definition = definition;
        try
        {
            if (definition.ValueType == ClaimValueType.Groups) filter = GroupFilter.Of(definition.GroupFilter!, definition.Value);
            else expression = ClaimExpression.OfStored(definition.Value);
        }
        catch (Exception unreadable) when (unreadable is ExpressionException or ArgumentException)
        {
            // Checked when it was saved. Should it not be readable any more, its tokens fail: the others do not.
            broken = unreadable.Message;
        }
    }

    public ClaimDefinition Definition { get; }
    public string Name => Definition.Name;
    public bool NeedsGroups => filter is not null || expression?.NeedsGroups is true;
    public bool NeedsAppUser => expression?.NeedsAppUser is true;

    public bool IsFor(IReadOnlyCollection<string> scopes) => Definition.Scopes.Count == 0 || Definition.Scopes.Any(scopes.Contains);

    /// <summary>Null leaves the claim out.</summary>
    /// <exception cref="ExpressionException">It has no value.</exception>
    /// <exception cref="TooManyGroupsException">It has too many.</exception>
    public object? Of(ClaimSubject subject)
    {
        if (broken is not null) throw new ExpressionException(broken, 0);
        if (expression is not null) return expression.Evaluate(subject);
        try
        {
            var names = subject.Groups.Where(group => filter!.Matches(group.Name)).Select(group => group.Name).Take(MostGroups + 1).ToArray();
            return names.Length switch { 0 => null, > MostGroups => throw new TooManyGroupsException(Name), _ => names };
        }
        catch (RegexMatchTimeoutException)
        {
            throw new ExpressionException("The regular expression takes too long", 0);
        }
    }
}
