namespace Latchkey.Server.Core.Certification;

/// <summary>
/// A key pair that this server holds for an app, with its certificate; without one it waits for somebody to sign its request (RFC 2986). The private
/// half is in the database, sealed, and is shown to nobody. Contract §3.1, <c>/credentials/keys</c>.
/// </summary>
internal sealed record KeyCredential
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string AppId { get; init; }
    /// <summary>The thumbprint of its public half (RFC 7638); a copy for another app has the same.</summary>
    public required string Kid { get; init; }
    public required string PublicJwk { get; init; }
    /// <summary>PKCS #10 in base64; null: its certificate has come.</summary>
    public string? Request { get; init; }
    /// <summary>X.509 in base64; null: nobody has signed it yet.</summary>
    public string? Certificate { get; init; }
    /// <summary>When the certificate ends.</summary>
    public DateTimeOffset? ValidUntil { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public override string ToString() => $"key {Kid} of {AppId}";
}
