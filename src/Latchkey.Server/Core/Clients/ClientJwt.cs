using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Clients;

/// <summary>A JWT whose signature is the app's: a client assertion, a request object, an authorization grant. RFC 7519.</summary>
/// <param name="Header">All of it; <c>crit</c> is not among it.</param>
/// <param name="Algorithm">What it was verified with.</param>
/// <param name="Type">The <c>typ</c> header.</param>
/// <param name="KeyId">The <c>kid</c> header.</param>
/// <param name="Claims">A JSON object without a name twice. What it says is the caller's to check.</param>
internal sealed record ClientJwt(JsonElement Header, string Algorithm, string? Type, string? KeyId, JsonElement Claims)
{
    /// <summary>Clocks differ; by this much nobody minds.</summary>
    public const int ClockSkewSeconds = 10;

    /// <summary>With the client secret. RFC 7518 §3.2.</summary>
    public static IReadOnlyList<string> SecretAlgorithms => SharedKey.Algorithms;

    /// <summary>With one of the app's keys.</summary>
    public static IReadOnlyList<string> KeyAlgorithms => PublicKey.Algorithms;

    public static readonly IReadOnlyList<string> Algorithms = [.. SharedKey.Algorithms, .. PublicKey.Algorithms];

    /// <summary>FAPI 2.0 Security Profile §5.4.1: of what we have, these.</summary>
    public static readonly IReadOnlyList<string> Fapi2Algorithms = ["PS256", "ES256"];

    /// <summary>Of what is signed: the same claims by another signature are the same JWT, and elliptic signatures have two spellings.</summary>
    public string Digest { get; init; } = "";

    public string? Issuer => Jws.StringOf(Claims, Claim.Issuer);
    public string? Subject => Jws.StringOf(Claims, Claim.Subject);
    public string? JwtId => Jws.StringOf(Claims, Claim.JwtId);
    /// <summary>In whole seconds, rounded up.</summary>
    public long? Expires => SecondsOf(Claim.Expires) is { } seconds ? (long)Math.Ceiling(seconds) : null;

    /// <summary>In whole seconds, rounded down.</summary>
    public long? NotBefore => SecondsOf(Claim.NotBefore) is { } seconds ? (long)Math.Floor(seconds) : null;

    /// <summary>The audience where it is one string, and not a list. RFC 7519 §4.1.3.</summary>
    public string? SingleAudience => Jws.StringOf(Claims, Claim.Audience);

    /// <summary>The audience, whether one string or a list of them.</summary>
    public IReadOnlyList<string> Audiences => SingleAudience is { } one ? [one]
        : Claims.TryGetProperty(Claim.Audience, out var list) && list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)] : [];

    /// <summary>Whether it is for one of these addresses, however it was joined.</summary>
    public bool Names(params IReadOnlyList<string> ours) => Audiences.Any(audience => ours.Any(one => Segments.Names(audience, one)));

    /// <summary>
    /// What is wrong with its times, in words for a developer; null when they will do: it has not ended, does not live too long, and does not come
    /// from the future. RFC 7519 §4.1.4 to §4.1.6.
    /// </summary>
    /// <param name="now">In seconds.</param>
    /// <param name="longest">How far ahead it may end.</param>
    public string? TimeProblem(long now, TimeSpan longest)
    {
        foreach (var name in (ReadOnlySpan<string>)[Claim.Expires, Claim.NotBefore, Claim.IssuedAt])
            if (Claims.TryGetProperty(name, out _) && SecondsOf(name) is null) return $"its '{name}' is not a time in seconds";
        if (SecondsOf(Claim.Expires) is not { } ends) return "it has no 'exp'";
        if (ends <= now - ClockSkewSeconds) return "it has expired";
        if (ends > now + longest.TotalSeconds + ClockSkewSeconds) return $"it ends more than {longest.TotalMinutes:0} minutes ahead";
        if (SecondsOf(Claim.NotBefore) > now + ClockSkewSeconds) return "its 'nbf' is in the future";
        return SecondsOf(Claim.IssuedAt) > now + ClockSkewSeconds ? "its 'iat' is in the future" : null;
    }

    /// <summary>A NumericDate may have a fraction. RFC 7519 §2.</summary>
    private double? SecondsOf(string name) =>
        Claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds)
            && double.IsFinite(seconds) ? seconds : null;

    /// <summary>Names the JWT, not what it says.</summary>
    public override string ToString() => $"{Algorithm} JWT {JwtId}";
}
