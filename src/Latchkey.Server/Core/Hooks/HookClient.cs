namespace Latchkey.Server.Core.Hooks;

/// <summary>This server as a client of the authorization server that guards a hook. RFC 6749 §4.4.</summary>
/// <param name="AuthType">One of <see cref="AuthTypes"/>.</param>
/// <param name="ClientId">What it is known by there.</param>
/// <param name="TokenUrl">Where tokens are got.</param>
/// <param name="Scope">What is asked for; null: nothing in particular.</param>
/// <param name="HookKeyId">The key it signs with, where it proves itself so.</param>
internal sealed record HookClient(string AuthType, string ClientId, string TokenUrl, string? Scope, string? HookKeyId)
{
    public const string Secret = "client_secret_post";
    public const string PrivateKey = "private_key_jwt";

    public static readonly IReadOnlyList<string> AuthTypes = [Secret, PrivateKey];
}
