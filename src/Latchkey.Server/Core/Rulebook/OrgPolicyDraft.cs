using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>What a policy is to be, and satisfies the rules of one; whether its groups exist is asked when it is written. Contract §3.9.</summary>
internal sealed record OrgPolicyDraft
{
    private const int LongestName = 255;
    private const int MostGroups = 500;

    private OrgPolicyDraft(OrgPolicy policy, long? priority) => (Policy, Priority) = (policy, priority);

    /// <summary>Without an id while it is a new one.</summary>
    public OrgPolicy Policy { get; }

    /// <summary>Where it is to stand; null leaves it where it is, or puts it last.</summary>
    public long? Priority { get; }

    /// <summary>A new one.</summary>
    /// <param name="type">One of <see cref="PolicyType.All"/>.</param>
    /// <param name="name">Of no other policy of its kind.</param>
    /// <param name="description">Left out, it is empty.</param>
    /// <param name="status">Left out, it is active.</param>
    /// <param name="priority">Left out, it comes last.</param>
    /// <param name="groups">Whom it is for: one at least, but for kinds that apps name.</param>
    /// <param name="password">Of a password policy.</param>
    /// <param name="enroll">Of an enrolment policy.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static OrgPolicyDraft New(string? type, string? name, string? description, string? status, int? priority, IReadOnlyList<string>? groups,
        PasswordSettings? password, EnrollSettings? enroll)
    {
        if (type is null || !PolicyType.All.Contains(type)) throw NoType(type);
        var policy = new OrgPolicy
        {
            Id = "", OrgId = "", Type = type, Name = TextRules.Name(name, LongestName), CreatedAt = default, UpdatedAt = default,
        };
        return With(policy, description, status, priority, groups, password, enroll);
    }

    /// <summary>What another one becomes. Of one that every org has only the settings are anybody's to change.</summary>
    /// <inheritdoc cref="New"/>
    public static OrgPolicyDraft Of(OrgPolicy existing, string? type, string? name, string? description, string? status, int? priority,
        IReadOnlyList<string>? groups, PasswordSettings? password, EnrollSettings? enroll)
    {
        if (type is not null && type != existing.Type) throw new RuleException("type", $"is {existing.Type} and stays so");
        var called = TextRules.Name(name, LongestName);
        if (!existing.System) return With(existing with { Name = called }, description, status, priority, groups, password, enroll);
        if (called != existing.Name) throw new RuleException("name", $"of a policy that every organization has is {existing.Name} and stays so");
        if (!TextRules.IsActive(status)) throw new RuleException("status", "of a policy that every organization has is ACTIVE and stays so");
        return new(existing with
        {
            Password = password is null ? existing.Password : PasswordBounds.Checked(password),
            Enroll = enroll is null ? existing.Enroll : Allowing(enroll),
        }, null);
    }

    private static OrgPolicyDraft With(OrgPolicy policy, string? description, string? status, int? priority, IReadOnlyList<string>? groups,
        PasswordSettings? password, EnrollSettings? enroll)
    {
        if (priority is < 1) throw new RuleException("priority", "must be at least 1");
        var ofApps = PolicyType.IsOfApps(policy.Type);
        if (ofApps && priority is > 1)
            throw new RuleException("priority", $"must be 1: apps name the {policy.Type} that is theirs, so none comes before another");
        return new(policy with
        {
            Description = TextRules.Description(description),
            Active = TextRules.IsActive(status),
            Groups = ofApps ? [] : GroupsOf(groups),
            Password = policy.Type == PolicyType.Password ? PasswordBounds.Checked(password ?? PasswordSettings.Default) : null,
            Enroll = policy.Type == PolicyType.Enroll
                ? Allowing(enroll ?? throw new RuleException("settings", "must say which authenticators are allowed")) : null,
        }, ofApps ? null : priority);
    }

    private static EnrollSettings Allowing(EnrollSettings given) =>
        given.Authenticators.GetValueOrDefault(AuthenticatorKeys.Password, EnrollSettings.Required) != EnrollSettings.NotAllowed ? given
            : throw new RuleException("settings.authenticators.enroll.self", "of okta_password must not be NOT_ALLOWED: everybody may have a password here");

    private static IReadOnlyList<string> GroupsOf(IReadOnlyList<string>? given)
    {
        const string field = "conditions.people.groups.include";
        var groups = given?.Distinct(StringComparer.Ordinal).ToArray() ?? [];
        return groups.Length switch
        {
            0 => throw new RuleException(field, "must name at least one group"),
            > MostGroups => throw new RuleException(field, $"at most {MostGroups}"),
            _ => groups,
        };
    }

    public static RuleException NoType(string? type) => type == PolicyType.Discovery
        ? new("type", $"every organization has one {type} policy: give it rules") : type is not null && PolicyType.Elsewhere.Contains(type)
        ? new("type", $"{type} decides nothing here: this server has the types {string.Join(", ", PolicyType.All)}")
        : new("type", $"must be one of {string.Join(", ", PolicyType.All)}");
}
