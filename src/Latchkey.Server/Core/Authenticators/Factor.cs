namespace Latchkey.Server.Core.Authenticators;

/// <summary>A second thing a person can prove who they are with. Contract §3.2, "factors".</summary>
public sealed record Factor
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string UserId { get; init; }
    /// <summary>One of <see cref="FactorType"/>.</summary>
    public required string Type { get; init; }
    public required string Status { get; init; }
    /// <summary>Whose kind of it, as whoever enrolled it said: <c>OKTA</c> or <c>GOOGLE</c>. Both compute the same codes.</summary>
    public required string Provider { get; init; }
    /// <summary>What its owner calls it, where people may keep several of one kind.</summary>
    public string? Name { get; init; }
    /// <summary>Two of one kind do not share one: the same for all of a kind of which there is one, else its own.</summary>
    public required string Place { get; init; }
    /// <summary>Of an authenticator app: what both sides compute codes from.</summary>
    public string? SealedSecret { get; init; }
    /// <summary>The newest that was spent: a step of an app's codes, a count of a passkey's signatures.</summary>
    public long LastStep { get; init; }
    /// <summary>Of a passkey: what the device knows it by. WebAuthn Level 3 §4, credential ID, in base64url.</summary>
    public string? CredentialId { get; init; }
    /// <summary>Of a passkey: what its kind has to know of it, in JSON.</summary>
    public string? Credential { get; init; }
    /// <summary>What a program has been told to have a device answer, and nobody has yet: <see cref="DeviceChallenge.Stored"/>.</summary>
    public string? Challenge { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? ActivatedAt { get; init; }

    public bool Active => Status == Activated;

    public const string Pending = "PENDING_ACTIVATION";
    public const string Activated = "ACTIVE";

    public override string ToString() => $"{Type} {Id}";
}
