using Latchkey.Protocol;
using Microsoft.AspNetCore.Http;

namespace Latchkey.AspNetCore;

/// <summary>
/// Reads the token from the Authorization header, the only place it is taken from: addresses and forms end up in
/// histories and logs. RFC 6750 §2.1 (and not §2.2 or §2.3), RFC 9449 §7.1.
/// </summary>
internal static class BearerHeader
{
    private static readonly string[] schemes = ["Bearer", DPoPProof.Header];

    /// <summary>The token; null when the request brings none of ours.</summary>
    public static PresentedToken? Token(HttpRequest request)
    {
        var headers = request.Headers.Authorization;
        if (headers.Count == 0 || !headers.Any(header => SchemeOf(header) is not null)) return null;
        if (headers.Count > 1) throw BearerException.InvalidRequest("More than one Authorization header was sent.");

        var scheme = SchemeOf(headers[0])!;
        var token = headers[0]!.AsSpan(scheme.Length).Trim(' ');
        if (token.IsEmpty) throw BearerException.InvalidRequest($"The Authorization header names the {scheme} scheme but carries no token.");
        if (!IsB64Token(token)) throw BearerException.InvalidRequest($"The Authorization header is not '{scheme}' followed by one token.");
        return new(token.ToString(), scheme == DPoPProof.Header);
    }

    private static string? SchemeOf(string? header) => header is null ? null
        : schemes.FirstOrDefault(
            scheme => header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && (header.Length == scheme.Length || header[scheme.Length] == ' '));

    /// <summary>b64token of RFC 6750 §2.1.</summary>
    private static bool IsB64Token(ReadOnlySpan<char> token)
    {
        foreach (var c in token.TrimEnd('='))
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_' or '~' or '+' or '/')) return false;
        return token[0] != '=';
    }
}
