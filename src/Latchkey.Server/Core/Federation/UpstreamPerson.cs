using System.Text.Json;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Jose;

namespace Latchkey.Server.Core.Federation;

/// <summary>What a provider says of somebody who has signed in there.</summary>
/// <param name="Subject">Its own name for them, which never changes hands: this, and nothing else, is who they are. OpenID Connect Core §5.7.</param>
/// <param name="Claims">Everything it said.</param>
internal sealed record UpstreamPerson(string Subject, IReadOnlyDictionary<string, JsonElement> Claims)
{
    /// <summary>How they proved it there.</summary>
    public IReadOnlyList<string> Methods => Texts("amr");

    public string? Email => this["email"];

    /// <summary>
    /// The provider has made sure that they read mail there. Apple says it as a text; Entra says nothing of an address unless it is told to, and then by
    /// a claim of its own: with all its tenants as one provider, every other claim may be the word of a stranger's tenant.
    /// </summary>
    /// <param name="type">Whose provider it is.</param>
    public bool HasProvenMail(string type) =>
        Email is not null && (IsTrue("xms_edov") || (type != ProviderType.Microsoft && IsTrue("email_verified")));

    /// <summary>The ID token says all that is asked of a provider here; many say the rest elsewhere.</summary>
    public bool IsWhole => Email is not null && this["given_name"] is not null && (Claims.ContainsKey("email_verified") || Claims.ContainsKey("xms_edov"));

    /// <summary>When they last proved there who they are; null: the provider does not say, or it says just now. OpenID Connect Core §2.</summary>
    public DateTimeOffset? SignedInAt(DateTimeOffset now) => Claims.TryGetValue(Claim.AuthTime, out var value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var at) && at < now.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(Math.Max(at, 0)) : null;

    public string? this[string claim] => Claims.TryGetValue(claim, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>A list, or one alone.</summary>
    public IReadOnlyList<string> Texts(string claim) => !Claims.TryGetValue(claim, out var value) ? []
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : value.ValueKind != JsonValueKind.Array ? []
        : [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];

    public static IReadOnlyDictionary<string, JsonElement> ClaimsOf(JsonElement said) =>
        said.EnumerateObject().ToDictionary(claim => claim.Name, claim => claim.Value.Clone(), StringComparer.Ordinal);

    /// <summary>With what the userinfo endpoint says beyond it. OpenID Connect Core §5.3.2: of the same person, or of nobody.</summary>
    public UpstreamPerson? With(JsonElement said) => Jws.StringOf(said, "sub") != Subject ? null
        : this with { Claims = ClaimsOf(said).Concat(Claims).GroupBy(claim => claim.Key).ToDictionary(same => same.Key, same => same.Last().Value) };

    private bool IsTrue(string claim) => Claims.TryGetValue(claim, out var value)
        && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.GetString() is "true" or "1")
            || (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number == 1));

    public override string ToString() => "(somebody of another provider)";
}
