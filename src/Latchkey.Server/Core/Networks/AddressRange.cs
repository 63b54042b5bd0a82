using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Networks;

/// <summary>Addresses of one family from a first to a last one.</summary>
internal sealed class AddressRange
{
    public const string Cidr = "CIDR";
    public const string Range = "RANGE";

    public static readonly IReadOnlyList<string> Types = [Cidr, Range];

    private readonly byte[] first;
    private readonly byte[] last;

    private AddressRange(byte[] first, byte[] last) => (this.first, this.last) = (first, last);

    /// <param name="address">As the pipeline writes it: an IPv4 address is never one of IPv6.</param>
    public bool Contains(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes.Length == first.Length && bytes.AsSpan().SequenceCompareTo(first) >= 0 && bytes.AsSpan().SequenceCompareTo(last) <= 0;
    }

    /// <summary>A network, <c>10.0.0.0/24</c>, or a range, <c>10.0.0.1-10.0.0.9</c>, or one address.</summary>
    /// <exception cref="RuleException">It is none.</exception>
    public static AddressRange Of(string field, ZoneAddress given) => TryRead(given, out var range) ? range
        : throw new RuleException(field, $"'{given.Value}' is no {(given.Type == Cidr ? "network in CIDR notation" : "range of addresses, first-last")}");

    private static bool TryRead(ZoneAddress given, [NotNullWhen(true)] out AddressRange? range)
    {
        range = null;
        if (given.Type == Cidr)
        {
            if (!IPNetwork.TryParse(given.Value, out var network) || !IsWritten(given.Value.Split('/')[0], network.BaseAddress)) return false;
            var (from, to) = (network.BaseAddress.GetAddressBytes(), network.BaseAddress.GetAddressBytes());
            for (var bit = network.PrefixLength; bit < to.Length * 8; bit++) to[bit / 8] |= (byte)(0x80 >> (bit % 8));
            range = new(from, to);
            return true;
        }
        var ends = given.Value.Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length > 2 || !IPAddress.TryParse(ends[0], out var least) || !IPAddress.TryParse(ends[^1], out var most)) return false;
        if (!IsWritten(ends[0], least) || !IsWritten(ends[^1], most)) return false;
        var (begins, finishes) = (least.GetAddressBytes(), most.GetAddressBytes());
        if (begins.Length != finishes.Length || begins.AsSpan().SequenceCompareTo(finishes) > 0) return false;
        range = new(begins, finishes);
        return true;
    }

    /// <summary>As people write it: <c>10.1</c> and <c>010.0.0.1</c> are addresses to a parser, and others than they look.</summary>
    private static bool IsWritten(string text, IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == text : text.AsSpan().IndexOfAny("[]%") < 0;
}
