using Latchkey.Server.Core.Domains;
using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.MailServers;

/// <summary>Whom the mail of a brand comes from, at a domain of the org's own. Contract §3.8, mail senders.</summary>
internal sealed record EmailDomain
{
    public const string Columns = "id, org_id, brand_id, domain, display_name, user_name, proof, verified_at, created_at, updated_at";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string BrandId { get; init; }
    /// <summary>In small letters and ASCII.</summary>
    public required string Domain { get; init; }
    public required string DisplayName { get; init; }
    /// <summary>What stands before the @.</summary>
    public required string UserName { get; init; }
    /// <summary>What its DNS has to say.</summary>
    public required string Proof { get; init; }
    /// <summary>When its DNS said so; null: no mail comes from it.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Where its DNS says it.</summary>
    public string RecordName => DomainName.RecordOf(Domain);

    public LogParty Party => new(Id, "EmailDomain", null, $"{UserName}@{Domain}");
}
