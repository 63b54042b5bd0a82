using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Domains;

/// <summary>A domain as it is to be. Contract §3.8.</summary>
internal sealed partial record DomainDraft
{
    /// <summary>Who terminates TLS has the certificate: this server never does, but on a developer's machine.</summary>
    public const string Manual = "MANUAL";

    private DomainDraft(string domain) => Domain = domain;

    public string Domain { get; }

    /// <param name="domain">As it was said.</param>
    /// <param name="source">Where its certificate comes from.</param>
    /// <param name="home">This server's own host, which no org takes anything of.</param>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static DomainDraft Of(string? domain, string? source, string home)
    {
        if (!Manual.Equals(source ?? Manual, StringComparison.OrdinalIgnoreCase))
            throw new RuleException("certificateSourceType", "must be MANUAL: the proxy that terminates TLS before this server has the certificate");
        var name = DomainName.Ascii(domain ?? "");
        if (!Name().IsMatch(name) || name.Length > 253) throw new RuleException("domain", "must be a name of DNS: login.example.com");
        DomainName.RequireNotOurs(name, home);
        return new(name);
    }

    /// <summary>With a dot in it, and no address of a machine.</summary>
    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
