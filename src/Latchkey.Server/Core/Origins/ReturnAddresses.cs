using System.Text.RegularExpressions;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Origins;

/// <summary>
/// Where a browser may be sent that is in no app's settings: within the org, or to a trusted origin with the scope
/// REDIRECT. Contract §3.5. Decided by the text alone, so that no parser sees another host than the browser will.
/// </summary>
internal sealed partial class ReturnAddresses(TrustedOrigins trusted)
{
    /// <summary>The address, absolute; null when a browser must not be sent there.</summary>
    public async Task<string?> Allowed(Org org, string address, CancellationToken ct)
    {
        if (!Plain().IsMatch(address) || org.Url.Length + address.Length > Lengths.Address) return null;
        if (address[0] == '/') return address is [_, '/', ..] ? null : org.Url + address;
        if (Absolute().Match(address) is not { Success: true } match || RegisteredUris.FormProblem(address.Split('#')[0]) is not null) return null;

        var origin = match.Groups["origin"].Value;
        return origin == org.Url || await trusted.Allows(org, origin, OriginScope.Redirect, ct) ? address : null;
    }

    /// <summary>Printable, and no backslash: browsers take one for a slash.</summary>
    [GeneratedRegex(@"^[!-\[\]-~]+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?<origin>https?://[a-z0-9.\-]+(:[0-9]{1,5})?)([/?#].*)?\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Absolute();
}
