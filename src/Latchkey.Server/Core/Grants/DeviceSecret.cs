namespace Latchkey.Server.Core.Grants;

/// <summary>What apps of one maker share on one device, so that a person signs in to one and is signed in to all. OpenID Native SSO §3.2.</summary>
internal sealed record DeviceSecret
{
    public required string Sid { get; init; }
    public required string SecretHash { get; init; }
    public required string OrgId { get; init; }
    public required string ServerId { get; init; }
    public required string ClientId { get; init; }
    public required string UserId { get; init; }
    public required string SessionId { get; init; }
    public required string Amr { get; init; }
    public string? Acr { get; init; }
    /// <summary>As <see cref="SingleSignOn.Session.IdpId"/>.</summary>
    public string? IdpId { get; init; }
    public required DateTimeOffset AuthenticatedAt { get; init; }
    public required long IdleWindowMs { get; init; }
    public DateTimeOffset? EndsAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    public bool InForce(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    /// <summary>What an ID token says of the secret: the left half of its digest, of which the whole is stored. OpenID Native SSO §3.3.</summary>
    public string DsHash => System.Buffers.Text.Base64Url.EncodeToString(System.Buffers.Text.Base64Url.DecodeFromChars(SecretHash).AsSpan(0, 16));

    public override string ToString() => $"device secret of {Sid}";
}
