using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>A policy of an org, with its rules in the order in which they are tried. Contract §3.9.</summary>
internal sealed record OrgPolicy
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    /// <summary>One of <see cref="PolicyType"/>.</summary>
    public required string Type { get; init; }
    public required string Name { get; init; }
    public string Description { get; init; } = "";
    /// <summary>From 1; of kinds that apps name always 1.</summary>
    public long Priority { get; init; } = 1;
    public bool Active { get; init; } = true;
    /// <summary>Every org has it from the start. It is tried last, and for everybody.</summary>
    public bool System { get; init; }
    /// <summary>Whom it is for, by the ids of groups; of kinds that apps name none.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
    /// <summary>Of a password policy.</summary>
    public PasswordSettings? Password { get; init; }
    /// <summary>Of an enrolment policy.</summary>
    public EnrollSettings? Enroll { get; init; }
    public IReadOnlyList<OrgRule> Rules { get; init; } = [];
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
