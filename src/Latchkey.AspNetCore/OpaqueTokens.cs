using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Claim = System.Security.Claims.Claim;
using ClaimName = Latchkey.Protocol.Claim;

namespace Latchkey.AspNetCore;

/// <summary>A token that says nothing by itself: all that is known of it is what the issuer answers. RFC 7662 §2.2.</summary>
internal static class OpaqueTokens
{
    public static ClaimsPrincipal Caller(LatchkeyOptions options, JsonElement? answer, TimeProvider clock)
    {
        if (answer is not { } members) throw BearerException.InvalidToken("The token is unknown, has ended or was revoked.");
        if (members.TryGetProperty(ClaimName.Issuer, out var issuer) && issuer.ToString() != options.Issuer)
            throw BearerException.InvalidToken($"The token is from the issuer '{issuer}'; this API trusts '{options.Issuer}'.");
        // RFC 7662 §4: without an audience the token would be good at every API that trusts this issuer.
        if (!Values(members, ClaimName.Audience).Contains(options.Audience))
            throw BearerException.InvalidToken($"The token is not for the audience '{options.Audience}'.");
        if (members.TryGetProperty(ClaimName.Expires, out var end) && end.TryGetInt64(out var seconds)
            && clock.GetUtcNow().ToUnixTimeSeconds() >= seconds + options.ClockSkew.TotalSeconds)
            throw BearerException.InvalidToken("The token expired.");

        var claims = members.EnumerateObject().Where(member => member.Name != "active")
            .SelectMany(member => Values(members, member.Name).Select(value => new Claim(member.Name, value, ClaimValueTypes.String, options.Issuer))).ToList();
        return Callers.Of(options, claims);
    }

    private static IEnumerable<string> Values(JsonElement members, string name) => !members.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(Text) : [Text(value)];

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value.ToString();
}
