using System.Text;
using Latchkey.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Latchkey.AspNetCore;

/// <summary>Writes the WWW-Authenticate header. RFC 6750 §3.</summary>
internal static class Challenge
{
    public static void Append(HttpResponse response, LatchkeyOptions options, string? error, string? description,
        ReadOnlySpan<(string Name, string? Value)> more = default, string? scheme = null)
    {
        scheme ??= options.DPoP == DPoPUse.Required ? DPoPProof.Header : "Bearer";
        var value = new StringBuilder(scheme + " ");
        Attribute("realm", options.Audience);
        Attribute("error", error);
        Attribute("error_description", description);
        foreach (var (name, text) in more) Attribute(name, text);
        if (scheme == DPoPProof.Header) Attribute("algs", string.Join(' ', Proofs.Algorithms));
        if (options.Resource is { } resource) Attribute("resource_metadata", MetadataAddress.Of(resource));      // RFC 9728 §5.1
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
