using System.Text;

namespace Latchkey.Server.Ground.Web;

/// <summary>What people type into an authenticator app. RFC 4648 §6, without padding.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        var (held, bits) = (0, 0);
        foreach (var one in bytes)
        {
            (held, bits) = ((held << 8) | one, bits + 8);
            for (; bits >= 5; bits -= 5) text.Append(Alphabet[(held >> (bits - 5)) & 31]);
            held &= (1 << bits) - 1;
        }
        if (bits > 0) text.Append(Alphabet[(held << (5 - bits)) & 31]);
        return text.ToString();
    }

    public static byte[] Decode(string text)
    {
        var bytes = new List<byte>(text.Length * 5 / 8);
        var (held, bits) = (0, 0);
        foreach (var letter in text)
        {
            var value = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0) throw new FormatException("Not base32.");
            (held, bits) = ((held << 5) | value, bits + 5);
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits));
            held &= (1 << bits) - 1;
        }
        return [.. bytes];
    }
}
