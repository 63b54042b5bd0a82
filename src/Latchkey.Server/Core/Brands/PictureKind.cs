namespace Latchkey.Server.Core.Brands;

/// <summary>What a picture is for, and so how large it may be. Contract §3.8.</summary>
/// <param name="Name">In addresses.</param>
/// <param name="Types">What it may be a file of.</param>
/// <param name="MostBytes">It has fewer.</param>
/// <param name="MostWide">In pixels.</param>
/// <param name="MostHigh">In pixels.</param>
/// <param name="Square">As wide as high.</param>
internal sealed record PictureKind(string Name, IReadOnlyList<string> Types, int MostBytes, int MostWide, int MostHigh, bool Square)
{
    private const int Megabyte = 1024 * 1024;

    public static readonly PictureKind Logo = new("logo", [Picture.Png, Picture.Jpeg, Picture.Gif], Megabyte, 3840, 2160, Square: false);
    public static readonly PictureKind Favicon = new("favicon", [Picture.Png, Picture.Icon], Megabyte, 512, 512, Square: true);
    public static readonly PictureKind Background = new("background", [Picture.Png, Picture.Jpeg, Picture.Gif], 2 * Megabyte, 16_000, 8_000, Square: false);

    /// <summary>Of an app, and of no brand.</summary>
    public static readonly PictureKind App = new("app", [Picture.Png, Picture.Jpeg, Picture.Gif], Megabyte, 3840, 2160, Square: false);

    public static PictureKind? Find(string? name) => ((PictureKind[])[Logo, Favicon, Background]).FirstOrDefault(kind => kind.Name == name);
}
