using System.Text.RegularExpressions;
using Latchkey.Server.Expressions;

namespace Latchkey.Server.AuthorizationServers;

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
            else expression = ClaimExpression.Parse(definition.Value);
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

/// <summary>A claim that lists groups found more than a token can carry.</summary>
public sealed class TooManyGroupsException(string claim) : Exception($"The {claim} claim matched too many groups and must be configured to match fewer groups.");

/// <summary>The active custom claims of an authorization server, by the token they are for.</summary>
public sealed record ClaimSet(IReadOnlyList<TokenClaim> Access, IReadOnlyList<TokenClaim> Identity, TokenClaim? Subject)
{
    /// <summary>What the system claim <c>sub</c> says unless somebody edits it: the issuer writes that by itself. Contract §2.3.</summary>
    public const string OrdinarySubject = "(appuser != null) ? appuser.userName : app.clientId";

    public static readonly ClaimSet None = new([], [], null);

    public static ClaimSet Of(IReadOnlyList<ClaimDefinition> definitions)
    {
        // One whose name was reserved after it was saved says nothing: a token that says a thing twice is no token.
        var active = definitions.Where(claim => claim is { Active: true, System: false } && ReservedClaims.Problem(claim.Name, claim.ClaimType) is null)
            .Select(claim => new TokenClaim(claim)).ToArray();
        var subject = definitions.FirstOrDefault(claim => claim is { System: true, Name: "sub" } && claim.Value != OrdinarySubject);
        return new(
            [.. active.Where(claim => claim.Definition.ClaimType == ClaimType.Resource)],
            [.. active.Where(claim => claim.Definition.ClaimType == ClaimType.Identity)],
            subject is null ? null : new TokenClaim(subject));
    }
}

/// <summary>Which token a claim is for. Contract §3.4.</summary>
public static class ClaimType
{
    /// <summary>ID tokens and /userinfo.</summary>
    public const string Identity = "IDENTITY";
    /// <summary>Access tokens.</summary>
    public const string Resource = "RESOURCE";
}

/// <summary>Where a claim's value comes from. Contract §3.4.</summary>
public static class ClaimValueType
{
    public const string Expression = "EXPRESSION";
    public const string Groups = "GROUPS";
    /// <summary>A claim that every server has, whose expression can be edited.</summary>
    public const string System = "SYSTEM";
}
