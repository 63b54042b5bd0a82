using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Latchkey.Tests.Kit;

/// <summary>Reads a QR code off a terminal, as a phone's camera does: each sign is two squares, and its block is what is light.</summary>
public static class QrReader
{
    private const int Square = 4;       // a camera sees more than one pixel of each

    public static string Read(string terminal)
    {
        var lines = terminal.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.StartsWith("  █", StringComparison.Ordinal)).Select(line => line[2..]).ToArray();
        var (width, height) = (lines[0].Length * Square, lines.Length * 2 * Square);
        var light = new byte[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var isUpper = y / Square % 2 == 0;
                light[(y * width) + x] = lines[y / (2 * Square)][x / Square] switch { '█' => 255, '▀' when isUpper => 255, '▄' when !isUpper => 255, _ => 0 };
            }
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(light, width, height, RGBLuminanceSource.BitmapFormat.Gray8))))?.Text
            ?? throw new InvalidOperationException($"No QR code can be read in\n{terminal}");
    }
}
