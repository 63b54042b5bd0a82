using System.Text.RegularExpressions;

namespace Latchkey.Server.Ground.Pages;

/// <summary>Pictures an org brings along. No SVG, which can hold more than a picture, and nothing from elsewhere.</summary>
internal static partial class BrandImage
{
    private static readonly string[] Accepted = ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "data:image/x-icon;base64,"];

    /// <summary>Where one is shown that stands beside the brand.</summary>
    public static string Path(string name) => "/brand/" + name;

    [GeneratedRegex(@"^/brand/[a-z]{1,20}-[A-Za-z0-9_-]{20}\.(png|jpg|gif|ico)$", RegexOptions.None, 1000)]
    private static partial Regex Address();

    /// <summary>The path of an address that is one of these here; null where it is another's.</summary>
    public static string? PathIn(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && Address().IsMatch(uri.AbsolutePath) ? uri.AbsolutePath : null;

    public static string? Checked(string? url)
    {
        if (url is null || Address().IsMatch(url)) return url;
        var start = Accepted.FirstOrDefault(start => url.StartsWith(start, StringComparison.Ordinal));
        return start is not null && System.Buffers.Text.Base64.IsValid(url.AsSpan(start.Length)) ? url
            : throw new FormatException("A brand image is a data: URL of a PNG, JPEG, GIF or ICO in base64.");
    }
}
