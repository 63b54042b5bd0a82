using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Core.Hooks;

/// <summary>What somebody wants a hook's channel to be.</summary>
internal sealed record HookChannelProposal
{
    public string? Type { get; init; }
    public string? Version { get; init; }
    public string? Uri { get; init; }
    public string? Method { get; init; }
    public IReadOnlyList<HookHeader> Headers { get; init; } = [];
    public string? AuthSchemeType { get; init; }
    public string? AuthHeader { get; init; }
    public string? AuthType { get; init; }
    public string? ClientId { get; init; }
    public string? TokenUrl { get; init; }
    public string? Scope { get; init; }
    public string? HookKeyId { get; init; }
    /// <summary>The value of the header, or the secret of the client; null leaves it as it is.</summary>
    public Secret? Secret { get; init; }
}
