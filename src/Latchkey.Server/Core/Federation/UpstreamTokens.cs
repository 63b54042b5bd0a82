using System.Text.Json;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Core.Federation;

/// <summary>What a provider handed out for a code.</summary>
/// <param name="IdToken">Who signed in.</param>
/// <param name="Access">For its own APIs; null: none.</param>
/// <param name="Refresh">For more of them; null: none.</param>
/// <param name="Scopes">What for, where it says so.</param>
/// <param name="Lifetime">Of the access token, in seconds; null: it does not say.</param>
internal sealed record UpstreamTokens(Secret IdToken, Secret? Access, Secret? Refresh, string? Scopes, long? Lifetime)
{
    /// <summary>As they are kept, sealed.</summary>
    public string Stored(DateTimeOffset now) => JsonSerializer.Serialize(new Kept(Access?.Value, Refresh?.Value, Scopes,
        Lifetime is { } seconds ? now.AddSeconds(seconds) : null));

    public override string ToString() => "(tokens of a provider)";

    internal sealed record Kept(string? Access, string? Refresh, string? Scopes, DateTimeOffset? ExpiresAt)
    {
        public override string ToString() => "(tokens of a provider)";
    }
}
