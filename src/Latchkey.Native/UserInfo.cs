using System.Text.Json;
using Latchkey.Protocol;

namespace Latchkey.Native;

/// <summary>What is known about a person: claims of the ID token or of the userinfo endpoint. OpenID Connect Core §5.1.</summary>
public sealed class UserInfo
{
    /// <summary>Of the year 9999, the last that dates here can name.</summary>
    private const long LastSecond = 253_402_300_799;

    internal UserInfo(IReadOnlyDictionary<string, JsonElement> claims) => Claims = claims;

    /// <summary>From JSON, such as <c>{"sub":"00u1","name":"Mia Muster"}</c>: for tests of apps, and for claims from elsewhere.</summary>
    /// <param name="json">A JSON object.</param>
    /// <exception cref="ArgumentException">It is not a JSON object.</exception>
    public static UserInfo FromJson(string json)
    {
        try
        {
            return Parse(System.Text.Encoding.UTF8.GetBytes(json));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ArgumentException("Claims are a JSON object.", nameof(json), e);
        }
    }

    /// <summary>The person's id at this provider (<c>sub</c>); never changes, unlike a name or an address.</summary>
    public string Subject => this[Claim.Subject] ?? "";

    /// <summary>The name to show: <c>name</c>, else <c>preferred_username</c>, else <c>email</c>, else <c>sub</c>.</summary>
    public string Name => this["name"] ?? PreferredUserName ?? Email ?? Subject;

    /// <summary>What the person signs in with (<c>preferred_username</c>).</summary>
    public string? PreferredUserName => this["preferred_username"];

    /// <summary>The mail address (<c>email</c>), when the scope <c>email</c> was granted.</summary>
    public string? Email => this["email"];

    /// <summary>When the person last proved themselves (<c>auth_time</c>), on the provider's clock.</summary>
    public DateTimeOffset? AuthenticatedAt =>
        Claims.TryGetValue(Claim.AuthTime, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
            && seconds is >= 0 and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Every claim, as it stands in the JSON.</summary>
    public IReadOnlyDictionary<string, JsonElement> Claims { get; }

    /// <summary>A claim as text, or null when it is absent; anything but a string is given as its JSON.</summary>
    /// <param name="claim">The name on the wire, such as <c>given_name</c>.</param>
    public string? this[string claim] =>
        !Claims.TryGetValue(claim, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();

    internal static UserInfo Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return From(document.RootElement);
    }

    /// <summary>The claims of an ID token that was checked when it was stored.</summary>
    internal static UserInfo OfIdToken(string idToken) => Parse(System.Buffers.Text.Base64Url.DecodeFromChars(idToken.Split('.')[1]));

    /// <exception cref="InvalidOperationException">It is no object, or a text in it is none: half of a character, which JSON's grammar lets pass.</exception>
    internal static UserInfo From(JsonElement claims)
    {
        RequireText(claims);
        return new(claims.EnumerateObject().GroupBy(p => p.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value.Clone(),
            StringComparer.Ordinal));
    }

    private static void RequireText(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String) _ = value.GetString();
        else if (value.ValueKind == JsonValueKind.Array) foreach (var item in value.EnumerateArray()) RequireText(item);
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                _ = member.Name;
                RequireText(member.Value);
            }
        }
    }
}
