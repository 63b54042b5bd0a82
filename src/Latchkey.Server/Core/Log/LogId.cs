using System.Buffers.Binary;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Log;

/// <summary>
/// The id of an event: <c>evt</c>, the millisecond it was published in, a number that rises with every event of the process,
/// and something random, in digits that sort as they count: the order of ids is the order of events.
/// </summary>
internal static class LogId
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuv";
    private const int Time = 9, Count = 4, Random = 4;

    public static string New(DateTimeOffset published, uint count) =>
        string.Create(Ids.LogEvent.Length + Time + Count + Random, (Published: published.ToUnixTimeMilliseconds(), count), static (id, of) =>
    {
        Span<byte> random = stackalloc byte[4];
        RandomBlock.Fill(random);
        Ids.LogEvent.CopyTo(id);
        Write(id[^(Time + Count + Random)..^(Count + Random)], (ulong)of.Published);
        Write(id[^(Count + Random)..^Random], of.count);
        Write(id[^Random..], BinaryPrimitives.ReadUInt32LittleEndian(random));
    });

    /// <summary>Every event published in this millisecond or later has an id that sorts after this, and every earlier one before.</summary>
    public static string First(long published) => string.Create(Ids.LogEvent.Length + Time, Math.Max(0, published), static (id, published) =>
    {
        Ids.LogEvent.CopyTo(id);
        Write(id[^Time..], (ulong)published);
    });

    /// <summary>Whether an id is of this kind and not of an event that was written before there were records.</summary>
    public static bool IsOne(string id, long published) =>
        id.Length == Ids.LogEvent.Length + Time + Count + Random && id.StartsWith(First(published), StringComparison.Ordinal);

    /// <summary>The lowest digits of a number, as many as there is room for.</summary>
    private static void Write(Span<char> digits, ulong number)
    {
        for (var i = digits.Length - 1; i >= 0; i--, number >>= 5) digits[i] = Digits[(int)(number & 31)];
    }
}
