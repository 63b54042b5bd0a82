using Latchkey.Server.Ground.Mail;

namespace Latchkey.Server;

/// <summary>How this server runs. Checked once, at start.</summary>
public sealed record ServerSettings
{
    /// <summary>The public address of the default org, e.g. <c>https://id.example.com</c>. Every link and issuer is built from it.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Where the database file, the master key and <c>dev.json</c> live.</summary>
    public required string DataFolder { get; init; }

    /// <summary>A PostgreSQL connection string; null for the SQLite file in the data folder.</summary>
    public string? Postgres { get; init; }

    /// <summary>How long a start waits for a PostgreSQL that is not there yet, as when a machine starts both.</summary>
    public TimeSpan DatabasePatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a request waits for a SQLite file that another process holds. Whole seconds.</summary>
    public TimeSpan DatabaseBusy { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A development server: seeded, mail on a page, registration open, plain http allowed.</summary>
    public bool Development { get; init; }

    /// <summary>
    /// Stands in the address of a development server's mail where others than its developer can reach it: through a network or
    /// a tunnel. Nobody registers a client there unasked either. Null on a developer's own machine.
    /// </summary>
    public string? MailboxSecret { get; init; }

    /// <summary>Where a development server shows its mail.</summary>
    public string MailboxPath => MailboxSecret is null ? "/dev/mail" : $"/dev/mail/{MailboxSecret}";

    /// <summary>Where a development server offers the certificate that a phone has to trust.</summary>
    public const string CertificatePath = "/dev/certificate";

    /// <summary>What a phone has to trust to reach a development server; null where it has no certificate of its own.</summary>
    public Ground.Sealing.DevAuthority? DevelopmentAuthority { get; init; }

    /// <summary>Who is asked what the DNS says of an org's domain; null: whom the machine asks.</summary>
    public System.Net.IPEndPoint? NameServer { get; init; }

    /// <summary>Whoever may register a new org: anyone, or whoever holds the set-up token.</summary>
    public bool OpenRegistration { get; init; }

    /// <summary>Addresses of proxies whose X-Forwarded-For and -Proto count.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>PBKDF2-SHA512 rounds for new passwords. OWASP's figure is the least that <c>serve</c> accepts.</summary>
    public int PasswordIterations { get; init; } = 210_000;

    /// <summary>Lets this server fetch keys from, and send logout notices to, apps in a private network. Link-local addresses stay out of reach.</summary>
    public bool AllowPrivateNetworks { get; init; }

    /// <summary>Shows the description of the API as a page, at /api/reference. A development server does anyway.</summary>
    public bool ApiReference { get; init; }

    /// <summary>
    /// Serves sign-in pages with scripts of an org's own, at <c>pages.</c> below each org's address, where there is nothing else (rulings 15). Off: such
    /// pages are refused.
    /// </summary>
    public bool ScriptedPages { get; init; }

    /// <summary>Multiplies every rate limit. 1 is the default; tests and load drivers raise it.</summary>
    public double RateLimitFactor { get; init; } = 1;

    /// <summary>Outgoing mail, e.g. <c>smtp://user:password@mail.example.com:587</c>: see <see cref="MailRelay"/>. Null keeps mail in the outbox.</summary>
    public Uri? Smtp { get; init; }

    /// <summary>The sender of mail; defaults to <c>no-reply@</c> the base host.</summary>
    public string? MailFrom { get; init; }

    /// <summary>Signs outgoing mail for its sender's domain. Null leaves that to the relay.</summary>
    public DkimSettings? Dkim { get; init; }

    /// <summary>Whether what is mailed arrives: by a relay, or on the page of a development server.</summary>
    public bool SendsMail => Smtp is not null || Development;

    /// <summary>How often expired rows are swept and other processes' changes looked for.</summary>
    public TimeSpan CleanupInterval { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan ChangePollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many keys of DPoP proofs stay imported. A client's next proof then costs a quarter of its first.</summary>
    public int DPoPKeysRemembered { get; init; } = 10_000;

    public bool Https => BaseUrl.Scheme == Uri.UriSchemeHttps;

    /// <summary>The mail server's address and the database's hold passwords.</summary>
    public override string ToString() => $"server at {BaseUrl}";
}
