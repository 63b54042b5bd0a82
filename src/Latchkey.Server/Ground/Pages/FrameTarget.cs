namespace Latchkey.Server.Ground.Pages;

/// <summary>A source for <c>frame-src</c>.</summary>
internal static class FrameTarget
{
    /// <summary>The origin of the address; of an IPv6 literal, which has no host form, the scheme.</summary>
    public static string Of(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        ? address.HostNameType == UriHostNameType.IPv6 ? address.Scheme + ":" : address.GetLeftPart(UriPartial.Authority)
        : throw new ArgumentException("Not an absolute address.", nameof(url));
}
