using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Latchkey.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.AspNetCore;

/// <summary>The proof that comes with a bound access token: of the token's key, for this token and this request, once. RFC 9449 §4.3 and §7.</summary>
internal sealed class Proofs(LatchkeyOptions options, ProofNonces nonces, TimeProvider clock, ILogger log)
{
    public static readonly IReadOnlyList<string> Algorithms = ["ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512"];

    /// <summary>Without a nonce: how old a proof may be, and how far ahead of this clock.</summary>
    private static readonly TimeSpan longestAgo = TimeSpan.FromMinutes(5), furthestAhead = TimeSpan.FromSeconds(10);

    private const int Longest = 8_192;

    private readonly JsonWebTokenHandler tokens = new();
    private readonly SpentProofs spent = new(clock, Remembered);
    private int saidThatNoAddressIsKnown;

    private static TimeSpan Remembered => ProofNonces.Lifetime + longestAgo;

    /// <exception cref="BearerException">Why the proof does not count.</exception>
    public async Task Require(HttpRequest request, string accessToken, string thumbprint)
    {
        var header = request.Headers[DPoPProof.Header];
        if (header.Count > 1) throw Invalid("There must be one DPoP header.");
        if (header is not [{ Length: > 0 and <= Longest } text]) throw Invalid("A token that is bound to a key needs a DPoP header with a proof of that key.");

        var proof = Parse(text);
        var key = KeyOf(proof);
        CheckClaims(proof, request, accessToken);
        if (Base64UrlEncoder.Encode(key.ComputeJwkThumbprint()) != thumbprint) throw Invalid("The proof is of another key than the token's.");
        await CheckSignature(proof, key);
        await Spend(proof, thumbprint, request.HttpContext.RequestAborted);
    }

    public string NewNonce() => nonces.Issue();

    private JsonWebToken Parse(string text)
    {
        try
        {
            var proof = tokens.ReadJsonWebToken(text);
            if (proof.Typ != DPoPProof.Type) throw Invalid("The proof's typ must be dpop+jwt.");
            if (!Algorithms.Contains(proof.Alg)) throw Invalid($"The proof's algorithm '{proof.Alg}' is not accepted.");
            if (proof.TryGetHeaderValue<object>("crit", out _)) throw Invalid("The proof has a critical header that is not understood.");
            return proof;
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException or FormatException)
        {
            throw Invalid("The proof is not a JSON Web Token.");
        }
    }

    /// <summary>RFC 9449 §4.3, steps 6 and 7: a public key, and no more than that.</summary>
    private static JsonWebKey KeyOf(JsonWebToken proof)
    {
        try
        {
            using var header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(proof.EncodedHeader),
                new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            if (!header.RootElement.TryGetProperty("jwk", out var jwk) || jwk.ValueKind != JsonValueKind.Object)
                throw Invalid("The proof's header has no jwk.");
            if (PrivateKeyMembers.AreIn(jwk)) throw Invalid("The proof's jwk must be a public key.");
            var key = new JsonWebKey(jwk.GetRawText());
            return Fits(key, proof.Alg) ? key : throw Invalid("The proof's jwk is not a key for its algorithm.");
        }
        catch (Exception malformed) when (malformed is JsonException or ArgumentException or FormatException)
        {
            throw Invalid("The proof's jwk is malformed.");
        }
    }

    private static bool Fits(JsonWebKey key, string algorithm) => key.Kty switch
    {
        "EC" => EllipticCurve.Find(key.Crv)?.Algorithm == algorithm,
        "RSA" => !algorithm.StartsWith("ES", StringComparison.Ordinal)
            && RsaBounds.Hold(Base64UrlEncoder.DecodeBytes(key.N), Base64UrlEncoder.DecodeBytes(key.E)),
        _ => false,
    };

    private void CheckClaims(JsonWebToken proof, HttpRequest request, string accessToken)
    {
        if (Text(proof, Claim.HttpMethod) != request.Method) throw Invalid("The proof is for another method.");
        if (!Uri.TryCreate(Text(proof, Claim.HttpAddress), UriKind.Absolute, out var address) || !IsThis(address, request))
            throw Invalid("The proof is for another address.");
        if (Text(proof, Claim.AccessTokenHash) != DPoPProof.AccessTokenHash(accessToken)) throw Invalid("The proof is for another token.");
        if (Text(proof, Claim.JwtId) is not { Length: > 0 and <= 512 }) throw Invalid("The proof has no jti.");
        if (!proof.TryGetPayloadValue<long>(Claim.IssuedAt, out _)) throw Invalid("The proof does not say when it was made.");
    }

    /// <summary>
    /// The address as callers know it, which this API says of itself and nobody in a request: the Host header is the caller's. Query and fragment do not
    /// count. RFC 9449 §4.3, step 9.
    /// </summary>
    private bool IsThis(Uri address, HttpRequest request)
    {
        var path = (request.PathBase + request.Path).Value!;
        var known = Addresses(request);
        if (known.Count == 0 && Interlocked.Exchange(ref saidThatNoAddressIsKnown, 1) == 0) log.LogError(
            "A token that is bound to a key was refused: this API does not know the address it is called at. Set LatchkeyOptions.Resource, for example to "
                + "https://api.example.com.");
        return known.Any(origin => DPoPProof.IsFor(address, origin, path));
    }

    private List<Uri> Addresses(HttpRequest request)
    {
        List<Uri> known = [.. options.Hosts.Select(host => new Uri($"https://{host}"))];
        if (options.Resource is { } resource) known.Add(resource);
        // While it is written: a name of this machine at the very port that was called. There is no other API to have made the proof for.
        if (known.Count == 0 && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var here) && Localhost.IsThisMachine(here)
            && IsLocal(request.HttpContext.Connection, here.Port))
            known.Add(here);
        return known;
    }

    /// <summary>A connection without an address is one within this process.</summary>
    private static bool IsLocal(ConnectionInfo connection, int port) =>
        connection.LocalIpAddress is not { } local || (IPAddress.IsLoopback(local) && connection.LocalPort == port);

    private async Task CheckSignature(JsonWebToken proof, JsonWebKey key)
    {
        var verdict = await tokens.ValidateTokenAsync(proof, new TokenValidationParameters
        {
            // a proof has none of them
            IssuerSigningKey = key, ValidAlgorithms = [proof.Alg], ValidateIssuer = false, ValidateAudience = false, ValidateLifetime = false,
        });
        if (!verdict.IsValid) throw Invalid("The proof's signature is not of its key.");
    }

    /// <summary>It is of our time, and this is its first use. Last, so that a refused proof is not used up.</summary>
    private async Task Spend(JsonWebToken proof, string thumbprint, CancellationToken ct)
    {
        var made = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(proof.GetPayloadValue<long>(Claim.IssuedAt), 0, 253_402_300_799));
        var nonce = Text(proof, Claim.Nonce) is { } text ? nonces.Read(text) ?? throw AskForNonce() : (DateTimeOffset?)null;
        if (nonce is null && (options.RequireDPoPNonce || made < clock.GetUtcNow() - longestAgo || made > clock.GetUtcNow() + furthestAhead))
            throw AskForNonce();
        switch (options.SpentProofs is { } shared ? await SpendForAll(shared, thumbprint, Text(proof, Claim.JwtId)!, ct)
            : spent.TrySpend(thumbprint, Text(proof, Claim.JwtId)!, nonce ?? made))
        {
            case Spending.Repeated: throw Invalid("The proof has already been used.");
            case Spending.Forgotten: throw AskForNonce();
        }
    }

    private static async Task<Spending> SpendForAll(ISpentProofs shared, string thumbprint, string id, CancellationToken ct)
    {
        var name = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes($"{thumbprint} {id}")));
        try
        {
            return await shared.TrySpendAsync(name, Remembered, ct) ? Spending.First : Spending.Repeated;
        }
        catch (Exception silent) when (!ct.IsCancellationRequested)
        {
            throw BearerException.MemoryUnavailable(silent);
        }
    }

    private static string? Text(JsonWebToken proof, string claim) => proof.TryGetPayloadValue<object>(claim, out var value) ? value as string : null;

    private static BearerException Invalid(string description) => BearerException.InvalidProof(description);

    private static BearerException AskForNonce() => BearerException.NonceNeeded();
}
