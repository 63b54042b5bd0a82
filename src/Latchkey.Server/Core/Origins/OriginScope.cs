namespace Latchkey.Server.Core.Origins;

/// <summary>What a trusted origin may do.</summary>
internal static class OriginScope
{
    /// <summary>Its pages may call and read this server.</summary>
    public const string Cors = "CORS";
    /// <summary>A browser may be sent there after a sign-in or a sign-out.</summary>
    public const string Redirect = "REDIRECT";

    public static readonly IReadOnlyList<string> All = [Cors, Redirect];
}
