using System.Text.Json.Nodes;
using Latchkey.Server.ManagementApi;

namespace Latchkey.Server.Apps;

/// <summary>The public keys an app registers: for client assertions and request objects. RFC 7517.</summary>
public static class ClientKeys
{
    public const int Most = 50;

    /// <summary>What no public key has. RFC 7518 §6.</summary>
    public static readonly IReadOnlyList<string> PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    /// <summary>What is wrong with a JWKS, in words for whoever registers it; null when it will do.</summary>
    public static string? Problem(JsonObject jwks)
    {
        if (jwks["keys"] is not JsonArray keys) return "must have a list named keys";
        if (keys.Count > Most) return $"at most {Most} keys";
        var kids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in keys)
        {
            if (item is not JsonObject key) return "each key must be an object";
            if (PrivateMembers.Any(key.ContainsKey)) return "keys must be public: remove the private members";
            if (key.Text("kid") is { } kid && !kids.Add(kid)) return "each kid must be another one";
            var whole = key.Text("kty") switch
            {
                "RSA" => key.Text("n") is { Length: >= 342 } && key.Text("e") is { Length: > 0 },          // 2048 bits and up
                "EC" => key.Text("crv") is "P-256" or "P-384" or "P-521" && key.Text("x") is { Length: > 0 } && key.Text("y") is { Length: > 0 },
                _ => false,
            };
            if (!whole) return "each key must be an RSA key of 2048 bits or more, or an EC key on P-256, P-384 or P-521";
        }
        return null;
    }
}
