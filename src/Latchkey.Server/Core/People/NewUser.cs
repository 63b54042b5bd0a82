using System.Text.Json.Nodes;

namespace Latchkey.Server.Core.People;

/// <summary>A person about to be.</summary>
internal sealed record NewUser
{
    /// <summary>Null: a fresh one.</summary>
    public string? Id { get; init; }
    public required string OrgId { get; init; }
    /// <summary>Null: of the one that every org has.</summary>
    public string? TypeId { get; init; }
    public required JsonObject Profile { get; init; }
    public required UserStatus Status { get; init; }
    public string? PasswordHash { get; init; }
    public bool EmailVerified { get; init; }
    public bool IsAdmin { get; init; }
    /// <summary>Groups of the same org.</summary>
    public IReadOnlyList<string> GroupIds { get; init; } = [];

    public override string ToString() => $"new {Status} user";
}
