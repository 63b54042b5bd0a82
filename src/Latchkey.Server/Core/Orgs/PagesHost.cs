namespace Latchkey.Server.Core.Orgs;

/// <summary>
/// Where pages with scripts of an org's own come from: a host below the org's, which serves those and nothing else (rulings 15). Being below, browsers
/// take it for the same site, and let it use the org's passkeys (WebAuthn Level 3 §5.1.3). Decision 0041.
/// </summary>
internal static class PagesHost
{
    private const string Label = "pages.";

    /// <summary>The host whose pages these are; null: it is no such host.</summary>
    public static string? OwnerOf(string host) => host.StartsWith(Label, StringComparison.OrdinalIgnoreCase) ? host[Label.Length..] : null;

    /// <summary>As a browser writes it.</summary>
    public static string OriginOf(Org org)
    {
        var url = new UriBuilder(org.Url);
        url.Host = Label + url.Host;
        return url.Uri.GetLeftPart(UriPartial.Authority);
    }
}
