namespace Latchkey.AspNetCore;

/// <summary>
/// Asks the issuer whether a token is still in force (RFC 7662), so that signing out, revoking and suspending take effect
/// before the token's end. Without it tokens are judged by their signature and times alone.
/// </summary>
public sealed class LatchkeyIntrospection
{
    /// <summary>The client this API proves itself as: a service app with a secret.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Its secret, sent by HTTP Basic. RFC 6749 §2.3.1.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>How long an answer is kept: a revoked token may be accepted that much longer. Thirty seconds unless set; zero asks each time.</summary>
    public TimeSpan CacheFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether a token with a good signature counts while the issuer cannot be asked. False unless set: callers then get 503
    /// and <c>Retry-After</c>. Tokens that are not JWTs are never accepted without an answer.
    /// </summary>
    public bool AcceptWhenUnreachable { get; set; }
}
