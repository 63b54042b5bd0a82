using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Microsoft.AspNetCore.Builder;

/// <summary>What a browser app needs from this API's CORS policy.</summary>
public static class LatchkeyCorsExtensions
{
    /// <summary>
    /// Lets pages send access tokens and proofs, and read why a call was refused. Name the origins yourself
    /// (<c>WithOrigins</c>): tokens travel in headers, so credentials need not be allowed.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <returns>The same policy.</returns>
    public static CorsPolicyBuilder WithLatchkeyHeaders(this CorsPolicyBuilder policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.WithHeaders("Authorization", "DPoP", "Content-Type", "Accept").WithExposedHeaders("WWW-Authenticate", "DPoP-Nonce", "Retry-After");
    }
}
