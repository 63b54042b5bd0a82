using System.Globalization;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Domains;

/// <summary>A domain that an org says is its own, as it is compared and proven.</summary>
internal static class DomainName
{
    /// <summary>In small letters and ASCII; empty where it is no name of DNS.</summary>
    public static string Ascii(string domain)
    {
        try { return new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain.Trim().TrimEnd('.')).ToLowerInvariant(); }
        catch (ArgumentException) { return ""; }
    }

    /// <param name="name">As <see cref="Ascii"/> gives it.</param>
    /// <param name="home">This server's own host.</param>
    /// <exception cref="RuleException">It is this server's.</exception>
    public static void RequireNotOurs(string name, string home)
    {
        if (name == home || name.EndsWith("." + home, StringComparison.Ordinal))
            throw new RuleException("domain", $"{home} and what is below it are this server's own");
    }

    /// <summary>Where its DNS says whose it is.</summary>
    public static string RecordOf(string domain) => "_oktaverification." + domain;
}
