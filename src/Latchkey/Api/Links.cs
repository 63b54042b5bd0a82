using System.Text.RegularExpressions;

namespace Latchkey.Cli.Api;

/// <summary>Link headers: one per relation, or several in one line. RFC 8288 §3.</summary>
public static partial class Links
{
    /// <summary>
    /// Where the next page is, as a path: the address we were given stays the one we talk to,
    /// because a token must not follow a link to another host.
    /// </summary>
    public static string? Next(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var values)) return null;
        var next = values.SelectMany(value => Link().Matches(value)).FirstOrDefault(link => link.Groups["rel"].Value == "next");
        return next is null ? null : new Uri(response.RequestMessage!.RequestUri!, next.Groups["url"].Value).PathAndQuery;
    }

    [GeneratedRegex("""<(?<url>[^>]*)>\s*;\s*rel="?(?<rel>[^",;]+)"?""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
