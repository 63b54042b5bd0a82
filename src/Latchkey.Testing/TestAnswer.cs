using System.Buffers.Text;
using System.Net;
using System.Text.Json.Nodes;

namespace Latchkey.Testing;

/// <summary>An answer of a protocol endpoint.</summary>
public sealed record TestAnswer(HttpStatusCode Status, JsonObject Json, IReadOnlyDictionary<string, string> Headers, string Text)
{
    /// <summary>Reads it whole.</summary>
    public static async Task<TestAnswer> Of(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            var json = answer.Content.Headers.ContentType?.MediaType == "application/json" && text.Length > 0 ? JsonNode.Parse(text) as JsonObject : null;
            return new(answer.StatusCode, json ?? [],
                answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
                text);
        }
    }

    /// <summary>A member that is a string.</summary>
    public string? this[string member] => Json[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The access token.</summary>
    public string AccessToken => this["access_token"] ?? throw new InvalidOperationException("No access token: " + Text);

    /// <summary>The refresh token.</summary>
    public string RefreshToken => this["refresh_token"] ?? throw new InvalidOperationException("No refresh token: " + Text);

    /// <summary>The ID token.</summary>
    public string IdToken => this["id_token"] ?? throw new InvalidOperationException("No ID token: " + Text);

    /// <summary>The claims of one of its tokens, unverified.</summary>
    public JsonObject ClaimsOf(string member) => (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(this[member]!.Split('.')[1]))!;
}
