namespace Latchkey.Server.Ground.Pages;

/// <summary>A source for <c>form-action</c>. Content Security Policy Level 3 §2.3.1.</summary>
internal static class FormTarget
{
    /// <summary>
    /// The scheme of the address and no more: browsers check every redirect that follows, and an app's callback may well
    /// send the person on to another host. <c>http:</c> covers https too (§6.7.2.8). IPv6 literals have no host form at all.
    /// </summary>
    public static string Of(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        ? address.Scheme + ":"
        : throw new ArgumentException("Not an absolute address.", nameof(url));
}
