using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Policies;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Console.Securing.Rules;

/// <summary>A rule of an access policy as a form has it. Its fields are called what the management API calls them (contract §3.4).</summary>
internal static class AccessRuleForm
{
    public const string Name = "name";
    public const string Whom = "whom";
    public const string Groups = "conditions.people.groups.include";
    public const string NotGroups = "conditions.people.groups.exclude";
    public const string Users = "conditions.people.users.include";
    public const string NotUsers = "conditions.people.users.exclude";
    public const string Grants = "conditions.grantTypes.include";
    /// <summary>Before each grant type.</summary>
    public const string OfGrant = Grants + ".";
    public const string Which = "which";
    public const string Scopes = "conditions.scopes.include";
    public const string AccessMinutes = "accessTokenLifetimeMinutes";
    public const string RefreshMinutes = "refreshTokenLifetimeMinutes";
    public const string WindowMinutes = "refreshTokenWindowMinutes";

    public static FormState Suggested => FormState.Of(
    [
        new(Whom, AccessPolicyForm.Every), new(Which, AccessPolicyForm.Every), new(AccessMinutes, "60"), new(RefreshMinutes, "0"), new(WindowMinutes, "10080"),
        .. GrantKind.Named(grant => grant is { InPolicies: true, ByDefault: true }).Select(Box),
    ]);

    public static FormState Of(AccessPolicyRule rule, IReadOnlyDictionary<string, string> names) => FormState.Of(
    [
        new(Name, rule.Name), new(Whom, rule.Groups.Contains(PolicyDecision.Everyone) ? AccessPolicyForm.Every : AccessPolicyForm.These),
        new(Groups, PolicyNames.Lines([.. rule.Groups.Where(id => id != PolicyDecision.Everyone)], names)),
        new(NotGroups, PolicyNames.Lines(rule.ExcludedGroups ?? [], names)), new(Users, PolicyNames.Lines(rule.Users, names)),
        new(NotUsers, PolicyNames.Lines(rule.ExcludedUsers, names)),
        new(Which, rule.Scopes.Contains(PolicyDecision.Any) ? AccessPolicyForm.Every : AccessPolicyForm.These),
        new(Scopes, rule.Scopes.Contains(PolicyDecision.Any) ? null : string.Join('\n', rule.Scopes)),
        new(AccessMinutes, Whole.Written(rule.AccessTokenMinutes)), new(RefreshMinutes, Whole.Written(rule.RefreshTokenMinutes)),
        new(WindowMinutes, Whole.Written(rule.RefreshWindowMinutes)), .. rule.GrantTypes.Select(Box),
    ]);

    /// <exception cref="RuleException">It breaks one, or names somebody who is not there.</exception>
    public static async Task<AccessPolicyRuleDraft> Read(HttpContext http, FormState typed, AuthorizationServer server, AccessPolicyRule? existing,
        PolicyNames names)
    {
        var (orgId, ct) = (http.Org.Id, http.RequestAborted);
        var groups = await names.Groups(orgId, Groups, typed.Lines(Groups), ct);
        var people = RulePeople.Of(
            users: await names.People(orgId, Users, typed.Lines(Users), ct),
            excludedUsers: await names.People(orgId, NotUsers, typed.Lines(NotUsers), ct),
            groups: typed[Whom] == AccessPolicyForm.Every ? [PolicyDecision.Everyone, .. groups] : groups,
            excludedGroups: await names.Groups(orgId, NotGroups, typed.Lines(NotGroups), ct));
        var lifetimes = TokenLifetimes.Of(Whole.Read(typed, AccessMinutes), Whole.Read(typed, RefreshMinutes), Whole.Read(typed, WindowMinutes));
        return AccessPolicyRuleDraft.Of(server, existing, typed.Text(Name), existing is { Active: false } ? "INACTIVE" : null, null, people,
            [.. AccessPolicyRuleDraft.AllGrantTypes.Where(grant => typed.Ticked(OfGrant + grant))],
            typed[Which] == AccessPolicyForm.Every ? [PolicyDecision.Any] : typed.Lines(Scopes), lifetimes, existing?.InlineHookId);
    }

    /// <summary>What the ids in these policies are called.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Names(HttpContext http, PolicyNames names, IReadOnlyCollection<AccessPolicy> policies)
    {
        var rules = policies.SelectMany(policy => policy.Rules).ToArray();
        return await names.Of(http.Org.Id, rules.SelectMany(rule => rule.Groups.Concat(rule.ExcludedGroups ?? [])).Where(id => id != PolicyDecision.Everyone),
            rules.SelectMany(rule => rule.Users.Concat(rule.ExcludedUsers)),
            policies.SelectMany(policy => policy.Clients).Where(id => id != PolicyDecision.AllClients), http.RequestAborted);
    }

    public static IReadOnlyDictionary<string, string> Labels(Texts texts) => new Dictionary<string, string>
    {
        [Name] = texts.Console.Name, [Groups] = texts.Policy.InGroups, [NotGroups] = texts.Policy.NotInGroups, [Users] = texts.Policy.ThePeople,
        [NotUsers] = texts.Policy.NotThePeople, [Grants] = texts.Console.GrantType, [Scopes] = texts.Granting.ScopeLines,
        [AccessMinutes] = texts.Granting.AccessMinutes, [RefreshMinutes] = texts.Granting.RefreshMinutes, [WindowMinutes] = texts.Granting.WindowMinutes,
    };

    private static KeyValuePair<string, string?> Box(string grant) => KeyValuePair.Create(OfGrant + grant, (string?)"on");
}
