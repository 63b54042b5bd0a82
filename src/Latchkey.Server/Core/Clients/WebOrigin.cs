using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Clients;

/// <summary>An origin as a browser writes it in the Origin header. RFC 6454 §6.2.</summary>
internal static class WebOrigin
{
    /// <summary>Web views of mobile apps have schemes of their own.</summary>
    private static readonly string[] Schemes = ["http", "https", "capacitor", "ionic"];

    /// <summary>What is typed into a form, as a browser would write it.</summary>
    public static string Canonical(string typed)
    {
        var origin = typed.Trim().ToLowerInvariant();
        if (origin.EndsWith('/') && !origin.EndsWith("//", StringComparison.Ordinal)) origin = origin[..^1];
        return origin.StartsWith("https://", StringComparison.Ordinal) && origin.EndsWith(":443", StringComparison.Ordinal) ? origin[..^4]
            : origin.StartsWith("http://", StringComparison.Ordinal) && origin.EndsWith(":80", StringComparison.Ordinal) ? origin[..^3] : origin;
    }

    /// <summary>What is wrong with it, in words for whoever registers it; null when it will do.</summary>
    public static string? Problem(string origin)
    {
        var scheme = origin.Split(':')[0];
        if (!Schemes.Contains(scheme)) return $"must start with one of {string.Join(", ", Schemes.Select(one => one + "://"))}";
        var rest = origin[(scheme.Length + 1)..];
        if (!rest.StartsWith("//", StringComparison.Ordinal) || rest.AsSpan(2).IndexOfAny('/', '?') >= 0)
            return "must be a scheme, a host and perhaps a port, without a path";
        return RegisteredUris.FormProblem($"https:{rest}");
    }

    /// <summary>The origin an address is at; null when it has none.</summary>
    public static string? Of(string url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && Schemes.Contains(parsed.Scheme) && parsed.Host.Length > 0
        ? parsed.GetLeftPart(UriPartial.Authority) : null;
}
