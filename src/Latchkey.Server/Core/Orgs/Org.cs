namespace Latchkey.Server.Core.Orgs;

/// <summary>One customer of this server: its own people, apps, keys and address.</summary>
public sealed record Org
{
    public required string Id { get; init; }
    /// <summary>Null for the org at the configured base address itself.</summary>
    public string? Subdomain { get; init; }
    /// <summary>The one that came with the server: its administrators are those of the server, and see what it runs on.</summary>
    public bool OwnsServer => Subdomain is null;

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
    /// <summary>Whether people say who they are on a page of its own, and prove it on the next.</summary>
    public bool IdentifierFirst { get; init; }
    /// <summary>Whether people may choose that their browser keeps their session when it is closed.</summary>
    public bool KeepsSignedIn { get; init; }
    /// <summary>What browsers have to show before a sign-up or a recovery: one of <see cref="WorkProofs"/>.</summary>
    public string WorkProof { get; init; } = WorkProofs.Preferred;
    /// <summary>Whether people change their own e-mail address, proving the old one and the new one.</summary>
    public bool ChangesEmail { get; init; } = true;
    /// <summary>Whether people are told by mail when somebody signs in as them on a device that was not seen before.</summary>
    public bool TellsOfDevices { get; init; }
    /// <summary>Whether who is signed in on a phone signs in elsewhere by it.</summary>
    public bool PhoneSignIn { get; init; }
    /// <summary>What else it says of itself, as JSON.</summary>
    public string About { get; init; } = "{}";
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its public address, without a trailing slash: from settings, never from a request header.</summary>
    public string Url { get; init; } = "";

    /// <summary>Whose look its pages and mails have in this request: that of an app, or of the domain it came to. Null: the org's own.</summary>
    public string? BrandId { get; init; }

    /// <summary>Its address on this server, where <see cref="Url"/> is a domain of its own; null: that is it.</summary>
    public string? Home { get; init; }

    public bool Active => Status == "ACTIVE";
}
