namespace Latchkey.Server.Factors;

/// <summary>A second thing a person can prove who they are with. Contract §3.2, "factors".</summary>
public sealed record Factor
{
    public required string Id { get; init; }
    public required string OrgId { get; init; }
    public required string UserId { get; init; }
    /// <summary>One of <see cref="FactorType"/>.</summary>
    public required string Type { get; init; }
    public required string Status { get; init; }
    /// <summary>Of an authenticator app: what both sides compute codes from.</summary>
    public string? SealedSecret { get; init; }
    public long LastStep { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? ActivatedAt { get; init; }

    public bool Active => Status == Activated;

    public const string Pending = "PENDING_ACTIVATION";
    public const string Activated = "ACTIVE";

    public override string ToString() => $"{Type} {Id}";
}

/// <summary>The kinds of factor, by their names in the contract.</summary>
public static class FactorType
{
    public const string Totp = "token:software:totp";
    public const string Email = "email";
}

/// <summary>The second factors a person could prove now.</summary>
public sealed record Provable(bool App, bool Mail)
{
    public static readonly Provable Nothing = new(false, false);

    public bool Any => App || Mail;

    public bool Includes(string type) => type switch { FactorType.Totp => App, FactorType.Email => Mail, _ => false };

    /// <summary>The one to ask for first: a mailbox is also where a forgotten password is mended, so it comes second.</summary>
    public string? First => App ? FactorType.Totp : Mail ? FactorType.Email : null;
}
