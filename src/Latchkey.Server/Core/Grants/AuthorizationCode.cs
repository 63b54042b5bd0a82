using Latchkey.Server.Core.Requests;

namespace Latchkey.Server.Core.Grants;

/// <summary>RFC 6749 §4.1.2. Stored by hash; whoever has the code is told nothing by the table.</summary>
internal sealed record AuthorizationCode
{
    public required string Hash { get; init; }
    public required string OrgId { get; init; }
    public required string ServerId { get; init; }
    public required string ClientId { get; init; }
    public required string UserId { get; init; }
    public required string SessionId { get; init; }
    public required string GrantId { get; init; }
    public required string RedirectUri { get; init; }
    public required string Scope { get; init; }
    /// <summary>Single claims asked for, as <see cref="RequestedClaims.Stored"/> writes them.</summary>
    public string? Claims { get; init; }
    public string? Nonce { get; init; }
    public string? CodeChallenge { get; init; }
    /// <summary>The key the app named for it: RFC 9449 §10. Null: any, or none.</summary>
    public string? KeyThumbprint { get; init; }
    public required string Amr { get; init; }
    public string? Acr { get; init; }
    /// <summary>As <see cref="SingleSignOn.Session.IdpId"/>.</summary>
    public string? IdpId { get; init; }
    public required DateTimeOffset AuthenticatedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RedeemedAt { get; init; }
    /// <summary>An app's own pages got it: for the grant <c>interaction_code</c> alone. Contract §4.</summary>
    public bool Interaction { get; init; }
}
