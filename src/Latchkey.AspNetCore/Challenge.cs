using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Latchkey.AspNetCore;

/// <summary>Writes the WWW-Authenticate header. RFC 6750 §3.</summary>
internal static class Challenge
{
    public static void Append(HttpResponse response, string realm, string? error, string? description, string? scope = null)
    {
        var value = new StringBuilder("Bearer ");
        Attribute("realm", realm);
        Attribute("error", error);
        Attribute("error_description", description);
        Attribute("scope", scope);
        response.Headers.Append(HeaderNames.WWWAuthenticate, value.ToString());

        void Attribute(string name, string? text)
        {
            if (text is null) return;
            if (value[^1] == '"') value.Append(", ");
            value.Append(name).Append("=\"");
            // Only what §3 allows in these attributes: a description may quote what the caller sent.
            foreach (var c in text) value.Append(c is >= ' ' and <= '~' and not ('"' or '\\') ? c : '?');
            value.Append('"');
        }
    }
}
