namespace Latchkey.Server.Core.Notices;

/// <summary>An org's own words for one of its mails in one language: what the contract calls an e-mail customization (§3.8).</summary>
internal sealed record MailWords
{
    public const string Columns = "id, org_id, brand_id, template, language, is_default, subject, body, created_at, updated_at";

    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string BrandId { get; init; }
    /// <summary>Of which mail.</summary>
    public required string Template { get; init; }
    public required string Language { get; init; }
    /// <summary>For all languages that have none of their own.</summary>
    public required bool IsDefault { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}
