using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Networks;

/// <summary>What a network zone is to be, and satisfies the rules of one. Contract §3.9, network.</summary>
internal sealed record ZoneDraft
{
    public const string IpType = "IP";

    private const int LongestName = 128;
    private const int MostAddresses = 1_000;

    private ZoneDraft(string name, string usage, IReadOnlyList<ZoneAddress> gateways, IReadOnlyList<ZoneAddress> proxies, bool active) =>
        (Name, Usage, Gateways, Proxies, Active) = (name, usage, gateways, proxies, active);

    public string Name { get; }
    public string Usage { get; }
    public IReadOnlyList<ZoneAddress> Gateways { get; }
    public IReadOnlyList<ZoneAddress> Proxies { get; }
    public bool Active { get; }

    /// <param name="type">Only IP: where in the world an address is, or whose it is, this server does not know.</param>
    /// <param name="name">Of no other zone of the org.</param>
    /// <param name="usage">Left out, it is for policies.</param>
    /// <param name="status">Left out, it is active.</param>
    /// <param name="gateways">One at least.</param>
    /// <param name="proxies">None of a zone that is kept out.</param>
    /// <exception cref="RuleException">It breaks one.</exception>
    public static ZoneDraft Of(
        string? type, string? name, string? usage, string? status, IReadOnlyList<ZoneAddress> gateways, IReadOnlyList<ZoneAddress> proxies)
    {
        if (type != IpType)
            throw new RuleException("type", "must be IP: this server has no database of places and networks that a dynamic zone could be decided by");
        var use = TextRules.OneOf("usage", usage, ZoneUsage.Policy, ZoneUsage.All);
        if (gateways.Count == 0) throw new RuleException("gateways", "must name at least one network or range of addresses");
        if (use == ZoneUsage.Blocklist && proxies.Count > 0) throw new RuleException("proxies", "a zone that is kept out has none");
        Require("gateways", gateways);
        Require("proxies", proxies);
        return new(TextRules.Name(name, LongestName), use, gateways, proxies, TextRules.IsActive(status));
    }

    private static void Require(string field, IReadOnlyList<ZoneAddress> addresses)
    {
        if (addresses.Count > MostAddresses) throw new RuleException(field, $"at most {MostAddresses}");
        foreach (var address in addresses)
        {
            if (!AddressRange.Types.Contains(address.Type)) throw new RuleException(field, $"each type must be one of {string.Join(", ", AddressRange.Types)}");
            AddressRange.Of(field, address);
        }
    }
}
