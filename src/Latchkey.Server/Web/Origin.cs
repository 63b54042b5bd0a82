namespace Latchkey.Server.Web;

/// <summary>The origin of a web address, as browsers write it. RFC 6454 §6.2.</summary>
public static class Origin
{
    /// <summary>Null for what is no web address.</summary>
    public static string? Of(string uri) => Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"
        ? parsed.GetLeftPart(UriPartial.Authority) : null;
}
