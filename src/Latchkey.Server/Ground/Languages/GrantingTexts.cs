namespace Latchkey.Server.Ground.Languages;

/// <summary>The words for who gets which tokens of an authorization server, for who is put into which group, and for what goes for good.</summary>
public sealed partial record GrantingTexts
{
    // Access policies and their rules
    public required string WhichApps { get; init; }
    public required string EveryApp { get; init; }
    public required string EveryAppMeans { get; init; }
    public required string OnlyThese { get; init; }
    public required string OnlyTheseMeans { get; init; }
    public required string WhichPeople { get; init; }
    public required string EveryPerson { get; init; }
    public required string EveryScope { get; init; }
    public required string ScopeLines { get; init; }
    public required string OneALine { get; init; }
    public required string AccessMinutes { get; init; }
    public required string AccessMinutesHint { get; init; }
    public required string RefreshMinutes { get; init; }
    public required string RefreshMinutesHint { get; init; }
    public required string WindowMinutes { get; init; }
    public required string DeleteAccessPolicyMeans { get; init; }
    public required string DeleteScopeMeans { get; init; }
    public required string DeleteClaimMeans { get; init; }
    public required string RevokeTokenMeans { get; init; }

    // Group rules
    public required string GroupRules { get; init; }
    public required string GroupRulesLead { get; init; }
    public required string AddGroupRule { get; init; }
    public required string NoGroupRules { get; init; }
    public required string NoGroupRulesMeans { get; init; }
    public required string RuleExpressionHint { get; init; }
    public required string IntoGroups { get; init; }
    public required string ExceptPeople { get; init; }
    public required string ActiveRuleMeans { get; init; }
    public required string DeleteRuleMeans { get; init; }

    // How an app signs people in
    public required string SignOn { get; init; }
    public required string SignOnLead { get; init; }
    public required string ProvesItself { get; init; }
}
