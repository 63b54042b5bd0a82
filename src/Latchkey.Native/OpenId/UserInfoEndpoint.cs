using System.Text.Json;
using Latchkey.Native.Proofs;
using Latchkey.Native.Sessions;
using Latchkey.Protocol;

namespace Latchkey.Native.OpenId;

/// <summary>What the provider says about a person beyond the ID token. OpenID Connect Core §5.3.</summary>
internal static class UserInfoEndpoint
{
    /// <summary>What belongs to one ID token and its making, not to the person.</summary>
    private static readonly string[] OfTheToken =
    [
        Claim.Issuer, Claim.Audience, Claim.Expires, Claim.IssuedAt, Claim.NotBefore, Claim.JwtId, Claim.Nonce, Claim.AtHash, "c_hash", Claim.AuthTime, "acr",
        "amr", "azp", "sid", Claim.DsHash,
    ];

    /// <summary>The claims; those of somebody else are an attack, not an answer. §5.3.2.</summary>
    public static async Task<UserInfo> AskAsync(Parts parts, string accessToken, ProofKey? key, string subject, CancellationToken ct)
    {
        var metadata = await parts.Discovery.GetAsync(ct).ConfigureAwait(false);
        var json = await parts.Http.GetAsync(SecureAddress.Require(metadata.UserInfoEndpoint, "userinfo_endpoint"), accessToken, key, ct).ConfigureAwait(false);
        try
        {
            var info = UserInfo.Parse(json);
            return info.Subject == subject ? info : throw new AnotherPersonException();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw SignInException.Untrusted("The userinfo answer is not a JSON object.", e);
        }
        catch (AnotherPersonException e)
        {
            throw SignInException.Untrusted("The userinfo answer is about another person: its sub differs from the ID token's.", e);
        }
    }

    /// <summary>The person as the ID token and the userinfo answer tell of them together; the later of the two has the last word.</summary>
    public static Dictionary<string, JsonElement> Together(IReadOnlyDictionary<string, JsonElement> earlier, IReadOnlyDictionary<string, JsonElement> later)
    {
        var claims = new Dictionary<string, JsonElement>(earlier);
        foreach (var (name, value) in later) claims[name] = value;
        return claims;
    }

    /// <summary>What of a userinfo answer is about the person.</summary>
    public static Dictionary<string, JsonElement> Profile(UserInfo info) =>
        info.Claims.Where(c => !OfTheToken.Contains(c.Key, StringComparer.Ordinal)).ToDictionary();

    /// <summary>Whether a refusal was for an answer about somebody else.</summary>
    public static bool IsAboutAnother(SignInException e) => e.InnerException is AnotherPersonException;

    private sealed class AnotherPersonException() : Exception("sub differs");
}
