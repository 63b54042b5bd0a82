namespace Latchkey.Server.Ground.Web;

/// <summary>Addresses as clients join them: an empty segment of a path is none.</summary>
internal static class Segments
{
    private const string Empty = "//";

    public static bool HasEmpty(string path) => path.Contains(Empty, StringComparison.Ordinal);

    /// <summary>A path without its empty segments.</summary>
    public static string Collapsed(string path)
    {
        while (path.Contains(Empty, StringComparison.Ordinal)) path = path.Replace(Empty, "/", StringComparison.Ordinal);
        return path;
    }

    /// <summary>
    /// Whether a client that names an address of ours means this one. Some join by concatenation, from an issuer with a slash at its end: what they say is
    /// what they call. Letter by letter beyond that, and no parser's idea of it.
    /// </summary>
    public static bool Names(string said, string ours) => said == ours || (said.Contains("://", StringComparison.Ordinal) && Joined(said) == Joined(ours));

    private static string Joined(string address)
    {
        if (address.IndexOf("://", StringComparison.Ordinal) is not (> 0 and var scheme) || address.AsSpan().ContainsAny('?', '#')) return address;
        return string.Concat(address.AsSpan(0, scheme + 3), Collapsed(address[(scheme + 3)..]).AsSpan().TrimEnd('/'));
    }

    /// <summary>An address, as a client wrote it, without the empty segments of its path.</summary>
    public static Uri Collapsed(Uri address) => address.AbsolutePath.Contains(Empty, StringComparison.Ordinal)
        ? new Uri(address.GetLeftPart(UriPartial.Authority) + Collapsed(address.AbsolutePath) + address.Query)
        : address;
}
