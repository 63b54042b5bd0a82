using Latchkey.Server.Core.Orgs;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>What an org is to the devices of its people: its own host, so that a passkey of one org answers no other.</summary>
internal static class RelyingParties
{
    /// <summary>
    /// Whether devices make passkeys for its address at all: a name, and https or the developer's own machine. WebAuthn Level 3 §5.1.3, §13.4.9.
    /// </summary>
    public static bool MayHaveOne(Org org) => new Uri(org.Url) is { HostNameType: UriHostNameType.Dns } url
        && (url.Scheme == Uri.UriSchemeHttps || url.IdnHost == "localhost" || url.IdnHost.EndsWith(".localhost", StringComparison.Ordinal));

    /// <summary>To answers on the org's own pages.</summary>
    public static RelyingParty Of(Org org) => new(new Uri(org.Url).IdnHost, org.Name, new HashSet<string>(StringComparer.Ordinal) { OriginOf(org) });

    /// <summary>As a browser writes it: RFC 6454 §6.2.</summary>
    private static string OriginOf(Org org) => new Uri(org.Url) is var url && url.IsDefaultPort ? $"{url.Scheme}://{url.IdnHost}"
        : $"{url.Scheme}://{url.IdnHost}:{url.Port}";
}
