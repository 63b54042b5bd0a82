namespace Latchkey.Server.Core.Hooks;

/// <summary>Where a hook is and how it is called. Its secret is not part of it. Contract §3.11, channel.</summary>
internal sealed record HookChannel
{
    public const string Http = "HTTP";
    public const string OAuthType = "OAUTH";

    public required string Uri { get; init; }
    public required string Version { get; init; }
    public required IReadOnlyList<HookHeader> Headers { get; init; }
    /// <summary>The name of the header that carries the secret; null: none does.</summary>
    public string? AuthHeader { get; init; }
    /// <summary>Where it is called with an access token, and how that is got; null: it is not.</summary>
    public HookClient? OAuth { get; init; }

    public string Type => OAuth is null ? Http : OAuthType;
}
