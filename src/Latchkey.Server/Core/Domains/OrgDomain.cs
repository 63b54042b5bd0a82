namespace Latchkey.Server.Core.Domains;

/// <summary>An address of an org's own beside the one that this server gives it. Contract §3.8.</summary>
internal sealed record OrgDomain
{
    public const string Columns = "id, org_id, domain, brand_id, proof, verified_at, created_at, updated_at";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    /// <summary>In small letters and ASCII.</summary>
    public required string Domain { get; init; }
    /// <summary>How the org looks there.</summary>
    public required string BrandId { get; init; }
    /// <summary>What its DNS has to say.</summary>
    public required string Proof { get; init; }
    /// <summary>When its DNS said so; null: it is not in use.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public bool Verified => VerifiedAt is not null;

    /// <summary>Where its DNS says it.</summary>
    public string RecordName => DomainName.RecordOf(Domain);
}
