using Latchkey.Server.Core.AutoMembership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Console.Grouping.Rules;

/// <summary>A rule that puts people into groups, as a form has it. Contract §3.3, rules.</summary>
internal static class GroupRuleForm
{
    public const string Name = "name";
    public const string Expression = "expression";
    public const string Groups = "groupIds";
    public const string Except = "exclude";

    public static FormState Of(GroupRule rule, IReadOnlyDictionary<string, string> names) => FormState.Of(
    [
        new(Name, rule.Name), new(Expression, rule.Expression), new(Groups, PolicyNames.Lines(rule.GroupIds, names)),
        new(Except, PolicyNames.Lines(rule.Excluded, names)),
    ]);

    /// <exception cref="RuleException">It breaks one, or names somebody who is not there.</exception>
    public static async Task<GroupRuleDraft> Read(HttpContext http, FormState typed, PolicyNames names, ProfileSchemas schemas)
    {
        var (orgId, ct) = (http.Org.Id, http.RequestAborted);
        return GroupRuleDraft.Of(typed.Text(Name), typed.Text(Expression), await names.Groups(orgId, Groups, typed.Lines(Groups), ct),
            await names.People(orgId, Except, typed.Lines(Except), ct), await schemas.KnownOfPeople(orgId, ct));
    }

    public static async Task<IReadOnlyDictionary<string, string>> Names(HttpContext http, PolicyNames names, IReadOnlyCollection<GroupRule> rules) =>
        await names.Of(http.Org.Id, rules.SelectMany(rule => rule.GroupIds), rules.SelectMany(rule => rule.Excluded), [], http.RequestAborted);

    public static IReadOnlyDictionary<string, string> Labels(Texts texts) => new Dictionary<string, string>
    {
        [Name] = texts.Console.Name, [Expression] = texts.Security.Expression, [Groups] = texts.Granting.IntoGroups, [Except] = texts.Granting.ExceptPeople,
    };
}
