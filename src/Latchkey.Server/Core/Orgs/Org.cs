namespace Latchkey.Server.Core.Orgs;

/// <summary>One customer of this server: its own people, apps, keys and address.</summary>
public sealed record Org
{
    public required string Id { get; init; }
    /// <summary>Null for the org at the configured base address itself.</summary>
    public string? Subdomain { get; init; }
    public required string Name { get; init; }
    public required string Status { get; init; }
    /// <summary>Whether people may make accounts for themselves.</summary>
    public bool AllowsSignUp { get; init; }
    /// <summary>Whether a person who forgot the password may ask for a mail.</summary>
    public bool RecoversPasswords { get; init; } = true;
    /// <summary>When it got its first administrator; null on a new production server until someone registers.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }
    /// <summary>Whether anybody may register a client here without being known (RFC 7591 §1.2). Off, but on a development server's own org.</summary>
    public bool OpenClientRegistration { get; init; }
    /// <summary>
    /// Whether browsers keep the session cookie when they are closed, so that phones share a sign-in between apps. Contract
    /// §2.16, <c>usePersistentCookie</c>.
    /// </summary>
    public bool PersistentSessions { get; init; }
    /// <summary>Whether people may delete their own accounts.</summary>
    public bool DeletesAccounts { get; init; }
    /// <summary>What of their profile people change themselves, space separated.</summary>
    public string EditableProfile { get; init; } = "firstName lastName displayName nickName preferredLanguage";
    /// <summary>What else it says of itself, as JSON.</summary>
    public string About { get; init; } = "{}";
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its public address, without a trailing slash: from settings, never from a request header.</summary>
    public string Url { get; init; } = "";

    public bool Active => Status == "ACTIVE";
}
