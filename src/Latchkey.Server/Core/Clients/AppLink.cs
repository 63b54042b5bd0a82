namespace Latchkey.Server.Core.Clients;

/// <summary>The last look at an address before a browser is told to go there by itself.</summary>
internal static class AppLink
{
    private static readonly string[] Scripts = ["javascript", "data", "vbscript", "blob", "filesystem", "about", "view-source", "file"];

    /// <summary>An app is started by this address, not a web page: a custom scheme, or an https address a native app has claimed.</summary>
    public static bool Starts(App app, string url) => HasCustomScheme(url) || (SchemeOf(url) == "https" && app.ApplicationType == "native");

    /// <summary>Whichever app of the device has taken the scheme answers to it: RFC 8252 §8.6.</summary>
    public static bool HasCustomScheme(string url) => SchemeOf(url) is not ("http" or "https");

    private static string SchemeOf(string url) => url[..url.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant();

    public static string Checked(string url)
    {
        var scheme = url.Split(':', 2) is [var before, _] ? before : "";
        return Uri.CheckSchemeName(scheme) && !Scripts.Contains(scheme, StringComparer.OrdinalIgnoreCase)
            && !url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            ? url : throw new ArgumentException("Not an address a browser may be sent to.", nameof(url));
    }
}
