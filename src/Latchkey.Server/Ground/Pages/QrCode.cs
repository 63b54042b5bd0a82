using System.Globalization;
using System.Text;
using QRCoder;

namespace Latchkey.Server.Ground.Pages;

/// <summary>A QR code as one path of an SVG, for a page, as a PNG, for a program, or in lines, for a terminal. ISO/IEC 18004.</summary>
internal static class QrCode
{
    /// <summary>The path, and the side of the square it is drawn in, quiet zone included.</summary>
    public static (string Path, int Size) Svg(string text)
    {
        using var squares = Squares(text);
        var rows = squares.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (!rows[y][x]) continue;
                var start = x;
                while (x + 1 < rows[y].Length && rows[y][x + 1]) x++;
                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start + 1}v1h-{x - start + 1}z");
            }
        }
        return (path.ToString(), rows.Count);
    }

    public static string PngDataUrl(string text)
    {
        using var squares = Squares(text);
        using var png = new PngByteQRCode(squares);
        return "data:image/png;base64," + Convert.ToBase64String(png.GetGraphic(6));
    }

    /// <summary>Two rows of it in each line of a terminal: the blocks are what is light, so the text has to be lighter than its ground.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        using var squares = Squares(text);
        var rows = squares.ModuleMatrix.ConvertAll(row => row.Cast<bool>().ToArray());
        for (var y = 0; y < rows.Count; y += 2)
        {
            var line = new StringBuilder();
            for (var x = 0; x < rows.Count; x++)
                line.Append((rows[y][x], y + 1 < rows.Count && rows[y + 1][x]) switch
                {
                    (true, true) => ' ',
                    (true, false) => '▄',
                    (false, true) => '▀',
                    _ =>
                    '█'
                });
            yield return line.ToString();
        }
    }

    private static QRCodeData Squares(string text)
    {
        using var generator = new QRCodeGenerator();
        return generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
    }
}
