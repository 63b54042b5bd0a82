using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Federation;

/// <summary>Looks at an ID token of a provider from every side. OpenID Connect Core §3.1.3.7; threats row 11.</summary>
internal sealed class UpstreamIdTokens(UpstreamDocuments documents, TimeProvider clock)
{
    private const int LongestSubject = 255;

    /// <exception cref="UpstreamException">It is not for us, not theirs, not of now, or of another sign-in.</exception>
    /// <exception cref="OutgoingException">The provider's keys cannot be had.</exception>
    public async Task<UpstreamPerson> Read(IdentityProvider provider, UpstreamMetadata about, string token, UpstreamRequest asked, CancellationToken ct)
    {
        if (Jws.TakeApart(token) is not { } parts) throw new UpstreamException("The ID token is none.");
        // Asymmetric alone: a secret that also signs would let its readers sign (RFC 8725 §3.1). What a key fits, PublicKey decides.
        var keys = await documents.KeysFor(provider, about, parts, ct);
        if (!keys.Any(key => key.Verifies(parts.Algorithm, parts.Signed, parts.Signature)))
            throw new UpstreamException("The ID token is signed by no key of the provider.");
        var claims = parts.ReadClaims() ?? throw new UpstreamException("The ID token holds no claims.");
        if (Problem(claims, provider, about, asked) is { } problem) throw new UpstreamException(problem);
        return new(Jws.StringOf(claims, Claim.Subject)!, UpstreamPerson.ClaimsOf(claims));
    }

    /// <summary>One line for each rule of §3.1.3.7.</summary>
    private string? Problem(JsonElement claims, IdentityProvider provider, UpstreamMetadata about, UpstreamRequest asked)
    {
        var (client, skew, now) = (provider.Upstream.ClientId, (long)provider.Upstream.ClockSkew.TotalSeconds, clock.Seconds);
        if (!about.IsIssuer(Jws.StringOf(claims, Claim.Issuer), Jws.StringOf(claims, "tid"))) return "The ID token is of another issuer.";
        var audience = AudienceOf(claims);
        if (!audience.Contains(client)) return "The ID token is for another client.";
        if (audience.Count > 1 && !claims.TryGetProperty("azp", out _)) return "The ID token is for several clients and does not say for whom.";
        if (claims.TryGetProperty("azp", out _) && Jws.StringOf(claims, "azp") != client) return "The ID token was made for another client.";
        if (Jws.NumberOf(claims, Claim.Expires) is not { } expires || expires + skew <= now) return "The ID token has expired.";
        if (Jws.NumberOf(claims, Claim.IssuedAt) is not { } issued || issued - skew > now) return "The ID token is of the future.";
        if (Jws.NumberOf(claims, "nbf") is { } from && from - skew > now) return "The ID token is not valid yet.";
        if (Jws.StringOf(claims, "nonce") != asked.Nonce) return "The ID token is of another sign-in.";
        // Rule 13. Who does not say when it was has still been asked for a new one.
        if (asked.Since is { } since && Jws.NumberOf(claims, Claim.AuthTime) is { } at && at + skew < since)
            return "The person was to sign in there anew, and has not.";
        return Jws.StringOf(claims, Claim.Subject) is { Length: > 0 and <= LongestSubject } ? null : "The ID token names nobody.";
    }

    private static IReadOnlyList<string> AudienceOf(JsonElement claims) => !claims.TryGetProperty(Claim.Audience, out var said) ? []
        : said.ValueKind == JsonValueKind.String ? [said.GetString()!]
        : said.ValueKind == JsonValueKind.Array && said.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)
            ? [.. said.EnumerateArray().Select(one => one.GetString()!)] : [];
}
