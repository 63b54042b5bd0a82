using System.Collections.Frozen;
using Latchkey.Protocol;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Core.Issuers;

/// <summary>
/// Names that no administrator gives a claim: what a token says by itself, what this server reads in its own tokens, and
/// what others would take for a statement of this server. RFC 7519 §4.1, IANA's registry of JWT claims, contract §2.3.
/// </summary>
internal static class ReservedClaims
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(StringComparer.Ordinal,
        // RFC 7519 §4.1
        Claim.Issuer, Claim.Subject, Claim.Audience, Claim.Expires, Claim.NotBefore, Claim.IssuedAt, Claim.JwtId,
        // OpenID Connect Core §2, §3.3.2.11, §5.6.2 and §7.4, and its logout specifications
        "azp", Claim.Nonce, Claim.AuthTime, Claim.AtHash, Claim.CHash, "s_hash", Claim.Acr, Claim.Amr, "sub_jwk", "_claim_names", "_claim_sources",
        Claim.SessionId, "events", Claim.DsHash,
        // RFC 7662 §2.2, RFC 8693 §4, RFC 9068 §2.2, RFC 9701 §5
        "active", "token_type", "username", "scope", "client_id", Claim.Actor, "may_act", "authorization_details", "token_introspection", "expires_in",
        // Whose key a token is bound to, and what a proof of it says: RFC 7800 §3, RFC 9449 §4.2
        Claim.Confirmation, Claim.KeyThumbprint, Claim.HttpMethod, Claim.HttpAddress, Claim.AccessTokenHash, "jwk", "kid", "x5t#S256",
        // Security events and who they are about: RFC 8417 §2.2, RFC 9493 §4
        "txn", "toe", "sub_id",
        // Okta's and ours
        Claim.Version, Claim.ClientId, Claim.UserId, Claim.Scopes, Claim.Idp, Claim.UserInfoClaims, "app_id", "app_type", "client_type", "device_id", "rid");

    /// <summary>What is wrong with a name, in words for an administrator; null when it will do.</summary>
    public static string? Problem(string name, string claimType) => Names.Contains(name) ? $"'{name}' is a reserved claim"
        : claimType == ClaimType.Identity && StandardClaims.ScopeOf.ContainsKey(name) ? $"'{name}' is a standard claim, which comes with its scope" : null;
}
