namespace Latchkey.Server.Ground.Pages;

/// <summary>Pictures an org brings along. No SVG, which can hold more than a picture, and nothing from elsewhere.</summary>
internal static class BrandImage
{
    private static readonly string[] Accepted = ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "data:image/x-icon;base64,"];

    public static string? Checked(string? url)
    {
        if (url is null) return null;
        var start = Accepted.FirstOrDefault(start => url.StartsWith(start, StringComparison.Ordinal));
        return start is not null && System.Buffers.Text.Base64.IsValid(url.AsSpan(start.Length)) ? url
            : throw new FormatException("A brand image is a data: URL of a PNG, JPEG, GIF or ICO in base64.");
    }
}
