namespace Latchkey.Server.Core.Origins;

/// <summary>Where pages come from that an org trusts beyond those of its apps. Contract §3.7.</summary>
public sealed record TrustedOrigin
{
    internal const string Columns = "id, org_id, name, origin, status, scopes, created_at, created_by, updated_at, updated_by";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string Name { get; init; }
    /// <summary>As a browser writes it: lower case, no default port, no slash at the end.</summary>
    public required string Origin { get; init; }
    /// <summary>ACTIVE or INACTIVE.</summary>
    public required string Status { get; init; }
    /// <summary>Names of <see cref="OriginScope"/>, with spaces between them.</summary>
    public required string Scopes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required string UpdatedBy { get; init; }

    public bool Active => Status == "ACTIVE";

    public bool Has(string scope) => Scopes.Split(' ').Contains(scope);
}
