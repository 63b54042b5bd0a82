namespace Latchkey.Server.Core.Membership;

/// <summary>Who looks after a group. Whom to turn to, and no more: it lets nobody do anything.</summary>
internal sealed record GroupOwner
{
    public const string User = "USER";
    public const string Group = "GROUP";

    public static readonly IReadOnlyList<string> Types = [User, Group];

    public required string OwnerId { get; init; }
    /// <summary>Null: it is a group.</summary>
    public string? UserId { get; init; }
    public required string DisplayName { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public string Type => UserId is null ? Group : User;
}
