using Microsoft.AspNetCore.Http;

namespace Latchkey.AspNetCore;

/// <summary>
/// Reads the token from the Authorization header, the only place it is taken from: addresses and forms end up in
/// histories and logs. RFC 6750 §2.1 (and not §2.2 or §2.3).
/// </summary>
internal static class BearerHeader
{
    private const string Scheme = "Bearer";

    /// <summary>The token; null when the request brings none of ours.</summary>
    public static string? Token(HttpRequest request)
    {
        var headers = request.Headers.Authorization;
        if (headers.Count == 0 || !headers.Any(IsBearer)) return null;
        if (headers.Count > 1) throw BearerException.InvalidRequest("More than one Authorization header was sent.");

        var token = headers[0]!.AsSpan(Scheme.Length).Trim(' ');
        if (token.IsEmpty) throw BearerException.InvalidRequest("The Authorization header names the Bearer scheme but carries no token.");
        if (!IsB64Token(token)) throw BearerException.InvalidRequest("The Authorization header is not 'Bearer' followed by one token.");
        return token.ToString();
    }

    private static bool IsBearer(string? header) =>
        header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && (header.Length == Scheme.Length || header[Scheme.Length] == ' ');

    /// <summary>b64token of RFC 6750 §2.1.</summary>
    private static bool IsB64Token(ReadOnlySpan<char> token)
    {
        foreach (var c in token.TrimEnd('='))
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_' or '~' or '+' or '/')) return false;
        return token[0] != '=';
    }
}
