using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Brands;

/// <summary>A picture that an org brought along: what its first bytes say it is, whatever it was called, and no larger than its kind may be.</summary>
internal sealed record Picture
{
    public const string Png = "png", Jpeg = "jpg", Gif = "gif", Icon = "ico";

    private Picture(PictureKind kind, string type, byte[] content)
    {
        (Kind, Type, Content) = (kind, type, content);
        Name = $"{kind.Name}-{Base64Url.EncodeToString(SHA256.HashData(content).AsSpan(0, 15))}.{type}";
    }

    public PictureKind Kind { get; }
    public string Type { get; }
    public byte[] Content { get; }

    /// <summary>In its address. Another picture has another.</summary>
    public string Name { get; }

    public string ContentType => Type switch { Png => "image/png", Jpeg => "image/jpeg", Gif => "image/gif", _ => "image/x-icon" };

    /// <exception cref="RuleException">It is no such picture, or too large; the sizes are named.</exception>
    public static Picture Of(PictureKind kind, ReadOnlySpan<byte> content)
    {
        if (content.Length >= kind.MostBytes) throw Refused($"has {content.Length} bytes; fewer than {kind.MostBytes} are allowed");
        var (type, wide, high) = Seen(content);
        if (type is null || !kind.Types.Contains(type)) throw Refused($"is no {string.Join(", no ", kind.Types.Select(one => one.ToUpperInvariant()))}");
        if (wide > kind.MostWide || high > kind.MostHigh)
            throw Refused($"has {wide} x {high} pixels; at most {kind.MostWide} x {kind.MostHigh} are allowed");
        if (kind.Square && wide != high) throw Refused($"has {wide} x {high} pixels; it must be as wide as high");
        return new(kind, type, content.ToArray());
    }

    private static (string? Type, int Wide, int High) Seen(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 24 && bytes[..8].SequenceEqual((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]))
            return Sized(Png, BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]));
        if (bytes.Length >= 10 && (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)))
            return Sized(Gif, BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]));
        if (bytes.Length >= 22 && bytes[..4].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 1, 0])) return SizedIcon(bytes);
        return bytes.Length >= 4 && bytes[0] == 0xFF && bytes[1] == 0xD8 ? SizedJpeg(bytes) : default;
    }

    private static (string? Type, int Wide, int High) Sized(string type, int wide, int high) => wide > 0 && high > 0 ? (type, wide, high) : default;

    /// <summary>The largest of those in it. A side of 0 is one of 256.</summary>
    private static (string? Type, int Wide, int High) SizedIcon(ReadOnlySpan<byte> bytes)
    {
        var (wide, high) = (0, 0);
        for (var at = 6; at + 16 <= bytes.Length && (at - 6) / 16 < BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]); at += 16)
        {
            wide = Math.Max(wide, bytes[at] == 0 ? 256 : bytes[at]);
            high = Math.Max(high, bytes[at + 1] == 0 ? 256 : bytes[at + 1]);
        }
        return Sized(Icon, wide, high);
    }

    /// <summary>ITU-T T.81 §B.2.2: the frame header says it, among other segments.</summary>
    private static (string? Type, int Wide, int High) SizedJpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 <= bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return Sized(Jpeg, BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            at += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }
        return default;
    }

    private static RuleException Refused(string reason) => new("file", reason);
}
