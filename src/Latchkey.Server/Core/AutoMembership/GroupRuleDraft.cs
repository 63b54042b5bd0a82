using Latchkey.Server.Core.Expressions;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.AutoMembership;

/// <summary>What a rule is to be, and satisfies the rules of one. Contract §3.3, rules.</summary>
internal sealed record GroupRuleDraft
{
    public const string Type = "group_rule";
    public const string ExpressionType = "urn:okta:expression:1.0";

    private const int LongestName = 50;
    private const int MostGroups = 100;
    private const int MostExcluded = 100;

    private GroupRuleDraft(string name, string expression, IReadOnlyList<string> groupIds, IReadOnlyList<string> excluded) =>
        (Name, Expression, GroupIds, Excluded) = (name, expression, groupIds, excluded);

    public string Name { get; }
    public string Expression { get; }
    public IReadOnlyList<string> GroupIds { get; }
    public IReadOnlyList<string> Excluded { get; }

    /// <param name="name">Of no other rule of the org.</param>
    /// <param name="expression">True or false of a profile.</param>
    /// <param name="groupIds">Where whoever satisfies it is put: groups that an administrator made.</param>
    /// <param name="excluded">People it does not touch.</param>
    /// <param name="attributes">Which attributes people have beside those that every org has.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static GroupRuleDraft Of(string? name, string? expression, IReadOnlyList<string> groupIds, IReadOnlyList<string> excluded,
        Func<string, bool> attributes)
    {
        var groups = groupIds.Distinct(StringComparer.Ordinal).ToArray();
        if (groups.Length is 0 or > MostGroups) throw new RuleException("groupIds", $"must name 1 to {MostGroups} groups");
        var people = excluded.Distinct(StringComparer.Ordinal).ToArray();
        if (people.Length > MostExcluded) throw new RuleException("exclude", $"at most {MostExcluded} people");
        return new(TextRules.Name(name, LongestName), Readable(expression ?? "", attributes), groups, people);
    }

    private static string Readable(string text, Func<string, bool> attributes)
    {
        try
        {
            var expression = ClaimExpression.Parse(text, attributes);
            if (expression.NeedsGroups) throw new ExpressionException("A rule looks at profiles, and not at who is in which group", 0);
            if (expression.IsTruth is false) throw new ExpressionException("A rule is a condition: it is true or false of a profile, and this never is", 0);
            return expression.NamesBeyondProfile is not { } other ? text
                : throw new ExpressionException($"A rule looks at profiles, and '{other}' is not in one", 0);
        }
        catch (ExpressionException problem)
        {
            throw new RuleException("expression", problem.Message);
        }
    }
}
