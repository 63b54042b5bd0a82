namespace Latchkey.Server.Ground.Web;

/// <summary>How often one caller may call one kind of route.</summary>
internal sealed record RateLimit(string Bucket, int PerMinute)
{
    /// <summary>Documents that change once a quarter.</summary>
    public static readonly RateLimit Discovery = new("discovery", 6_000);
    /// <summary>A person's browser on its way through sign-in.</summary>
    public static readonly RateLimit Pages = new("pages", 600);
    /// <summary>Guessing is also bounded per account; this bounds one address against many accounts.</summary>
    public static readonly RateLimit Passwords = new("passwords", 120);
    /// <summary>Each may send a mail to somebody.</summary>
    public static readonly RateLimit SignUps = new("sign-ups", 20);
    /// <summary>Codes shown by devices are short: 20^8, of which few wait at a time. RFC 8628 §5.1.</summary>
    public static readonly RateLimit UserCodes = new("user-codes", 20);
    public static readonly RateLimit Tokens = new("tokens", 6_000);
    public static readonly RateLimit Api = new("api", 3_000);
    public static readonly RateLimit Registration = new("registration", 60);
    /// <summary>Anybody may make an app where the org says so: not very many.</summary>
    public static readonly RateLimit Clients = new("clients", 120);
}
