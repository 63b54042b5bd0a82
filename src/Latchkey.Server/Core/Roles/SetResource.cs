namespace Latchkey.Server.Core.Roles;

/// <summary>A thing in a <see cref="ResourceSet"/>.</summary>
internal sealed record SetResource
{
    public const string Columns = "id, set_id, kind, target, created_at";

    public required string Id { get; init; }
    public required string SetId { get; init; }
    public required string Kind { get; init; }
    public required string Target { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public AdminResource Resource => new(Kind, Target);
}
