using System.Text.Json;

namespace Latchkey.Protocol;

/// <summary>The members of a JWK that only its holder may know. RFC 7518 §6.2.2, §6.3.2 and §6.4.1.</summary>
public static class PrivateKeyMembers
{
    /// <summary>Of keys of every kind.</summary>
    public static IReadOnlyList<string> Names { get; } = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    /// <summary>Whether a key shows any of them: such a key is one to distrust. RFC 9449 §4.3, step 7.</summary>
    public static bool AreIn(JsonElement jwk) => Names.Any(name => jwk.TryGetProperty(name, out _));
}
