namespace Latchkey.AspNetCore;

/// <summary>What an API does with tokens that are bound to a key. RFC 9449.</summary>
public enum DPoPUse
{
    /// <summary>A bound token needs its proof; a bearer token is accepted, too.</summary>
    Accepted,
    /// <summary>Only bound tokens, each with its proof: what leaks cannot be used.</summary>
    Required,
    /// <summary>Bound tokens are refused.</summary>
    Refused,
}
