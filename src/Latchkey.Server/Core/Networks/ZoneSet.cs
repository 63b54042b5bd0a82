using System.Net;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Networks;

/// <summary>The active zones of an org, ready to be asked where a request comes from.</summary>
internal sealed class ZoneSet
{
    /// <summary>In a condition: wherever any zone of the org is.</summary>
    public const string AnyZone = "ALL_ZONES";

    private readonly IReadOnlyList<Area> areas;

    public ZoneSet(IEnumerable<Zone> zones)
    {
        areas = [.. zones.Where(zone => zone.Active).Select(zone => new Area(zone.Id, zone.Usage,
            [.. zone.Gateways.Select(address => AddressRange.Of("gateways", address))],
            [.. zone.Proxies.Select(address => AddressRange.Of("proxies", address))]))];
        KeepsSomebodyOut = areas.Any(area => area.Usage == ZoneUsage.Blocklist);
    }

    /// <summary>Those that rules may name and that this request comes from.</summary>
    public IReadOnlySet<string> Holding(CameFrom from) => areas.Count == 0 ? None
        : areas.Where(area => area.Usage == ZoneUsage.Policy && area.Holds(from)).Select(area => area.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether any zone does: most orgs need not even know where somebody comes from.</summary>
    public bool KeepsSomebodyOut { get; }

    /// <summary>Nobody who comes from there gets anything.</summary>
    public bool Blocks(CameFrom from)
    {
        foreach (var area in areas)
            if (area.Usage == ZoneUsage.Blocklist && area.Holds(from)) return true;
        return false;
    }

    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    private sealed record Area(string Id, string Usage, IReadOnlyList<AddressRange> Gateways, IReadOnlyList<AddressRange> Proxies)
    {
        /// <summary>Who comes through a proxy of the zone is where the last one was that no proxy of the zone stands for.</summary>
        public bool Holds(CameFrom from)
        {
            if (from.Address is not { } address) return false;
            if (Within(Gateways, address)) return true;
            for (var hop = from.Before.Count - 1; hop >= 0 && Within(Proxies, address); hop--)
            {
                address = from.Before[hop];
                if (Within(Gateways, address)) return true;
            }
            return false;
        }

        private static bool Within(IReadOnlyList<AddressRange> ranges, IPAddress address)
        {
            foreach (var range in ranges)
                if (range.Contains(address)) return true;
            return false;
        }
    }
}
