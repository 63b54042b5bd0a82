namespace Latchkey.Server.Core.Clients;

/// <param name="OrgId">Whose.</param>
/// <param name="Prefix">Canonical start of the label, or of the name that apps of its kind have; empty: all.</param>
/// <param name="UserId">Only those this person is assigned to, by name or through a group.</param>
/// <param name="GroupId">Only those this group is assigned to.</param>
internal sealed record AppQuery(string OrgId, string Prefix, string? UserId, string? GroupId)
{
    /// <summary>Those that whoever asks sees, by id; null: every one.</summary>
    public IReadOnlySet<string>? Seen { get; init; }

    /// <summary>Only those that are clients of OAuth.</summary>
    public bool Clients { get; init; }

    public bool ByAssignment => UserId is not null || GroupId is not null;
}
