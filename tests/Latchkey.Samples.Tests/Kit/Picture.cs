using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Latchkey.Samples.Tests.Kit;

/// <summary>Pixels of a screen, four bytes each: blue, green, red, nothing.</summary>
public sealed class Picture(int width, int height, int bytesPerRow, byte[] pixels)
{
    /// <summary>How many pixels are not as in another picture.</summary>
    public int DifferentFrom(Picture other) =>
        Enumerable.Range(0, height).Sum(y => Enumerable.Range(0, width).Count(x => !Pixel(x, y).SequenceEqual(other.Pixel(x, y))));

    /// <summary>How many pixels are nearly black: the ink of dark text.</summary>
    public int Ink => Enumerable.Range(0, height).Sum(y => Enumerable.Range(0, width).Count(x => Pixel(x, y) is [> 0 and < 90, > 0 and < 90, > 0 and < 90]));

    private ReadOnlySpan<byte> Pixel(int x, int y) => pixels.AsSpan((y * bytesPerRow) + (x * 4), 3);

    /// <summary>For whoever wants to look: artifacts/screenshots.</summary>
    public void Save(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots")).FullName;
        using var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
            for (var y = 0; y < height; y++)
            {
                packed.WriteByte(0);
                for (var x = 0; x < width; x++)
                {
                    var pixel = Pixel(x, y);
                    packed.Write([pixel[2], pixel[1], pixel[0]]);
                }
            }

        using var file = File.Create(Path.Combine(folder, name + ".png"));
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        Chunk(file, "IHDR", header);
        Chunk(file, "IDAT", rows.ToArray());
        Chunk(file, "IEND", []);
    }

    private static void Chunk(Stream file, string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(body));
        file.Write(number);
    }

    private static uint Checksum(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++) sum = (sum >> 1) ^ (0xEDB88320 & (uint)-(int)(sum & 1));
        }
        return ~sum;
    }
}
