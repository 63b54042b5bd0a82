using System.Text.Json;
using System.Text.Unicode;

namespace Latchkey.Server.Ground.Web;

/// <summary>
/// What JSON can carry and text cannot be: bytes that are no UTF-8; half a surrogate pair, which is nobody's character, and NUL, which PostgreSQL
/// does not store, both only with an escape.
/// </summary>
internal static class JsonText
{
    /// <summary>Whether every name and string of a well-formed document is text.</summary>
    public static bool IsText(ReadOnlySpan<byte> json, int maxDepth)
    {
        if (!Utf8.IsValid(json)) return false;
        if (json.IndexOf("\\u"u8) < 0) return true;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped) continue;
            try
            {
                if (reader.GetString()!.Contains('\0', StringComparison.Ordinal)) return false;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }
        return true;
    }
}
