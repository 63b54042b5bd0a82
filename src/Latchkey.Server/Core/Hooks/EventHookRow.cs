using System.Text.Json;

namespace Latchkey.Server.Core.Hooks;

/// <summary>A row of event_hooks, and the one place that turns it into an <see cref="EventHook"/>.</summary>
internal sealed record EventHookRow
{
    public const string Columns =
        "id, org_id, name, description, status, verified, events, channel, sealed_secret, created_at, created_by, updated_at";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required string Status { get; init; }
    public required bool Verified { get; init; }
    public required string Events { get; init; }
    public required string Channel { get; init; }
    public string? SealedSecret { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public EventHook ToHook() => new()
    {
        Id = Id, OrgId = OrgId, Name = Name, Description = Description, Active = Status == HookRules.StatusOf(true), Verified = Verified,
        Events = ReadEvents(Events), Channel = JsonSerializer.Deserialize<HookChannel>(Channel)!, SealedSecret = SealedSecret, CreatedAt = CreatedAt,
        CreatedBy = CreatedBy, UpdatedAt = UpdatedAt,
    };

    public static IReadOnlyList<string> ReadEvents(string json) => JsonSerializer.Deserialize<IReadOnlyList<string>>(json)!;

    public override string ToString() => Id;
}
