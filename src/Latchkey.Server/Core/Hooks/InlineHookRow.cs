using System.Text.Json;

namespace Latchkey.Server.Core.Hooks;

/// <summary>A row of inline_hooks, and the one place that turns it into an <see cref="InlineHook"/>.</summary>
internal sealed record InlineHookRow
{
    public const string Columns = "id, org_id, name, type, version, status, channel, sealed_secret, created_at, updated_at";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }
    public required string Version { get; init; }
    public required string Status { get; init; }
    public required string Channel { get; init; }
    public string? SealedSecret { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public InlineHook ToHook() => new()
    {
        Id = Id, OrgId = OrgId, Name = Name, Type = Type, Version = Version, Active = Status == HookRules.StatusOf(true),
        Channel = JsonSerializer.Deserialize<HookChannel>(Channel)!, SealedSecret = SealedSecret, CreatedAt = CreatedAt, UpdatedAt = UpdatedAt,
    };

    public override string ToString() => Id;
}
