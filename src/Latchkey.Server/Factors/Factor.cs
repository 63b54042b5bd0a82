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
    /// <summary>Whose kind of it, as whoever enrolled it said: <c>OKTA</c> or <c>GOOGLE</c>. Both compute the same codes.</summary>
    public required string Provider { get; init; }
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

    public static readonly IReadOnlyList<string> All = [Totp, Email];

    /// <summary>Whose kind of it there is; the first one unless somebody says.</summary>
    public static IReadOnlyList<string> ProvidersOf(string type) => type == Totp ? ["GOOGLE", "OKTA"] : ["OKTA"];
}

/// <summary>The second factors a person could prove now.</summary>
public sealed record Provable(bool App, bool Mail)
{
    public static readonly Provable Nothing = new(false, false);

    /// <summary>The person has set them up, and is held to it. Otherwise they are what could be asked for where an app wants more.</summary>
    public bool Enrolled { get; init; }

    /// <summary>Where no page can be shown, nobody is asked for what they have not set up: it would be the end of their way.</summary>
    public Provable Where(bool seen) => seen || Enrolled ? this : Nothing;

    /// <summary>Without what a sign-in with this amr rests on already.</summary>
    public Provable Beyond(string amr) => this with { Mail = Mail && !Assurance.Has(amr, Assurance.Mailbox) };

    public bool Any => App || Mail;

    public bool Includes(string type) => type switch { FactorType.Totp => App, FactorType.Email => Mail, _ => false };

    /// <summary>The one to ask for first: a mailbox is also where a forgotten password is mended, so it comes second.</summary>
    public string? First => App ? FactorType.Totp : Mail ? FactorType.Email : null;
}
