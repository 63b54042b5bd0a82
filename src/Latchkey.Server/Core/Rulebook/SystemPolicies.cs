using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>
/// What every org has from the start and nobody deletes: a policy of each kind with a rule, both tried last. An org that has
/// changed nothing has no rows of them. They say what was fixed before there were policies: whoever has a second factor gives
/// it, whoever has none signs in with a password.
/// </summary>
internal static class SystemPolicies
{
    public const string Name = "Default Policy";
    public const string RuleName = "Default Rule";
    public const string CatchAll = "Catch-all Rule";

    private static readonly IReadOnlyList<(string Type, char Mark)> Marks =
        [(PolicyType.SignOn, 's'), (PolicyType.Access, 'a'), (PolicyType.Password, 'p'), (PolicyType.Enroll, 'm'), (PolicyType.Profile, 'e'),
            (PolicyType.Discovery, 'd')];

    /// <summary>The same for ever, and no other org's: it is made of the org's own.</summary>
    public static string IdOf(string orgId, string type) => $"00p{Marks.First(mark => mark.Type == type).Mark}{orgId[4..]}";

    /// <summary>The kind of the policy by that id; null when it is none of them.</summary>
    public static string? TypeOf(string orgId, string id) => Marks.FirstOrDefault(mark => IdOf(orgId, mark.Type) == id).Type;

    /// <summary>Of the rule that came with a policy.</summary>
    public static string RuleIdOf(string policyId) => $"0pr{policyId[3..]}";

    /// <param name="orgId">Whose.</param>
    /// <param name="type">Of which kind.</param>
    /// <param name="since">When the org was made.</param>
    public static OrgPolicy Of(string orgId, string type, DateTimeOffset since)
    {
        var id = IdOf(orgId, type);
        return new()
        {
            Id = id, OrgId = orgId, Type = type, Name = Name, System = true,
            Description = "The default policy applies in all situations if no other policy applies.",
            Password = type == PolicyType.Password ? PasswordSettings.Default : null,
            Enroll = type == PolicyType.Enroll ? AllOptional : null,
            Rules = [RuleOf(id, type, since)], CreatedAt = since, UpdatedAt = since,
        };
    }

    /// <summary>The rule that comes with a policy.</summary>
    public static OrgRule RuleOf(string policyId, string type, DateTimeOffset since) => new()
    {
        Id = RuleIdOf(policyId), PolicyId = policyId, Name = PolicyType.IsOfApps(type) ? CatchAll : RuleName, System = true,
        CreatedAt = since, UpdatedAt = since,
        Session = type == PolicyType.SignOn ? new() : null,
        App = type == PolicyType.Access ? new() : null,
        Password = type == PolicyType.Password ? new(Change: true, Reset: true) : null,
        Enroll = type == PolicyType.Enroll ? new(EnrollAction.AtChallenge) : null,
        Profile = type == PolicyType.Profile ? new(Register: false, []) : null,
        Routing = type == PolicyType.Discovery ? RoutingAction.Here : null,
    };

    private static readonly EnrollSettings AllOptional = new(AuthenticatorKeys.All.ToDictionary(
        key => key, key => key == AuthenticatorKeys.Password ? EnrollSettings.Required : EnrollSettings.Optional, StringComparer.Ordinal));
}
