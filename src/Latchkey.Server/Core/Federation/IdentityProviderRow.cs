using System.Text.Json;

namespace Latchkey.Server.Core.Federation;

/// <summary>A row of identity_providers, and the one place that turns it into an <see cref="IdentityProvider"/>.</summary>
internal sealed record IdentityProviderRow
{
    public const string Columns = "id, org_id, name, type, status, upstream, rules, sealed_secret, created_at, updated_at";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }
    public required string Status { get; init; }
    public required string Upstream { get; init; }
    public required string Rules { get; init; }
    public string? SealedSecret { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public IdentityProvider ToProvider() => new()
    {
        Id = Id, OrgId = OrgId, Name = Name, Type = Type, Active = Status == IdentityProviders.StatusOf(true),
        Upstream = JsonSerializer.Deserialize<Upstream>(Upstream)!, Rules = JsonSerializer.Deserialize<LinkingRules>(Rules)!,
        SealedSecret = SealedSecret, CreatedAt = CreatedAt, UpdatedAt = UpdatedAt,
    };

    public override string ToString() => Id;
}
