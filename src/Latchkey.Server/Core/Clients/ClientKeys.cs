using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Clients;

/// <summary>The public keys an app registers: for client assertions and request objects. RFC 7517.</summary>
internal static class ClientKeys
{
    public const int Most = 50;

    /// <summary>
    /// Where a signature does not say which key made it, so many of those that might have are tried, and no more. OpenID
    /// Connect Core §10.1: of several keys each is named.
    /// </summary>
    public const int MostTries = 3;

    /// <summary>With a chain of certificates; kept with the app.</summary>
    private const int LongestKey = 16_384;

    /// <summary>Beside a registered key: ACTIVE or INACTIVE. Contract §3.1, <c>/credentials/jwks</c>.</summary>
    public const string Status = "status";
    public const string Active = "ACTIVE";
    public const string Inactive = "INACTIVE";

    private static readonly EllipticCurve[] Curves = [EllipticCurve.P256, EllipticCurve.P384, EllipticCurve.P521];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>What is wrong with a JWKS, in words for whoever registers it; null when it will do.</summary>
    public static string? Problem(JsonObject jwks)
    {
        if (jwks["keys"] is not JsonArray keys) return "must have a list named keys";
        if (keys.Count > Most) return $"at most {Most} keys";
        var kids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in keys)
        {
            if (item is not JsonObject key) return "each key must be an object";
            if (ProblemOfKey(key) is { } problem) return problem;
            if (key.Text("kid") is { } kid && !kids.Add(kid)) return "each kid must be another one";
        }
        return Nameless(keys) > MostTries ? $"more than {MostTries} keys of one kind without a kid; give each a kid of its own" : null;
    }

    /// <summary>Of the keys without a name, as many as one signature might be by.</summary>
    private static int Nameless(JsonArray keys)
    {
        var nameless = keys.OfType<JsonObject>().Where(key => key.Text("kid") is null)
            .Select(key => PublicKey.Of(JsonSerializer.SerializeToElement(key))).OfType<PublicKey>().ToArray();
        return PublicKey.Algorithms.Max(algorithm => nameless.Count(key => key.Fits(algorithm)));
    }

    /// <inheritdoc cref="Problem"/>
    public static string? ProblemOfKey(JsonObject key)
    {
        if (PrivateKeyMembers.Names.Any(key.ContainsKey)) return "keys must be public: remove the private members";
        if (key.Text("use") is { } use && use != "sig") return null;       // for something else: kept, and never used here
        if (key.Text("alg") is { } algorithm && !PublicKey.Algorithms.Contains(algorithm))
            return $"the alg of a key must be one of {string.Join(", ", PublicKey.Algorithms)}, or left out";
        if (key.ToJsonString().Length > LongestKey) return $"a key has at most {LongestKey} characters";
        return PublicKey.Read(JsonSerializer.SerializeToElement(key)) is not null ? null
            : $"each key must be {RsaBounds.Words}, or an EC key on P-256, P-384 or P-521";
    }

    /// <summary>
    /// A key with its curve. Okta's Terraform resource of an app has no member for it and sends x and y alone (<c>resource_okta_app_oauth.go</c>): their
    /// length says which it is.
    /// </summary>
    public static JsonObject WithCurve(JsonObject key)
    {
        var whole = (JsonObject)key.DeepClone();
        if (key.Text("kty") == "EC" && key["crv"] is null && key.Text("x") is { } x
            && Curves.FirstOrDefault(curve => Base64Url.GetEncodedLength(curve.CoordinateSize) == x.Length) is { } curve) whole["crv"] = curve.Name;
        return whole;
    }

    /// <inheritdoc cref="WithCurve(JsonObject)"/>
    public static JsonObject WithCurves(JsonObject jwks)
    {
        var whole = (JsonObject)jwks.DeepClone();
        if (whole["keys"] is JsonArray keys) whole["keys"] = new JsonArray([.. keys.Select(key => key is JsonObject one ? WithCurve(one) : key?.DeepClone())]);
        return whole;
    }

    /// <summary>The keys of a JWKS that can be used here; what cannot is passed over (RFC 7517 §5). Null when it is no JWKS at all.</summary>
    public static IReadOnlyList<PublicKey>? Read(byte[] jwks)
    {
        try
        {
            using var document = JsonDocument.Parse(jwks, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !JsonText.IsText(jwks, Strict.MaxDepth)) return null;
            if (!document.RootElement.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array) return null;
            return [.. keys.EnumerateArray().Take(Most).Where(IsActive).Select(PublicKey.Of).OfType<PublicKey>()];
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsActive(JsonElement key) => key.ValueKind == JsonValueKind.Object && Jws.StringOf(key, Status) != Inactive;
}
