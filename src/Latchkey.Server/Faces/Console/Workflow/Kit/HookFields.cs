using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Faces.Console.Workflow.Kit;

/// <summary>Where a hook is and how it is called, as fields of a form: called as the rules call them, so that what breaks one stands beside it.</summary>
internal static class HookFields
{
    public const string Name = "name";
    public const string Address = "channel.config.uri";
    public const string AuthHeader = "channel.config.authScheme.key";
    public const string AuthSecret = "channel.config.authScheme.value";
    public const string Headers = "channel.config.headers";

    public static IEnumerable<KeyValuePair<string, string?>> Of(string name, HookChannel channel) =>
    [
        new(Name, name), new(Address, channel.Uri), new(AuthHeader, channel.AuthHeader),
        new(Headers, channel.Headers.Count == 0 ? null : string.Join('\n', channel.Headers.Select(header => $"{header.Key}: {header.Value}"))),
    ];

    /// <summary>What the form says; a hook that is called with an access token is so afterwards, which the API changes.</summary>
    /// <exception cref="RuleException">A header is none.</exception>
    public static HookChannelProposal Read(FormState typed, HookChannel? existing) => new()
    {
        Uri = typed.Text(Address), Headers = [.. typed.Lines(Headers).Select(Header)], Version = existing?.Version,
        AuthHeader = existing?.OAuth is null ? typed.Text(AuthHeader) : null,
        AuthSchemeType = existing?.OAuth is null && typed.Text(AuthHeader) is not null ? "HEADER" : null,
        Secret = typed.Text(AuthSecret) is { } secret ? new Secret(secret) : null,
        Type = existing?.Type, AuthType = existing?.OAuth?.AuthType, ClientId = existing?.OAuth?.ClientId, TokenUrl = existing?.OAuth?.TokenUrl,
        Scope = existing?.OAuth?.Scope, HookKeyId = existing?.OAuth?.HookKeyId,
    };

    /// <summary>
    /// What the form said before makes it as it was: not where a secret was typed over one that nobody is shown, nor where it is elsewhere now, which an event
    /// hook has to prove again.
    /// </summary>
    public static bool ComesBack(FormState typed, FormState before) =>
        typed.Text(AuthSecret) is null && typed.Text(AuthHeader) == before.Text(AuthHeader) && typed.Text(Address) == before.Text(Address);

    private static HookHeader Header(string line) => line.IndexOf(':', StringComparison.Ordinal) is > 0 and var at
        ? new(line[..at].Trim(), line[(at + 1)..].Trim()) : throw new RuleException(Headers, $"'{line}' is not a name, a colon and a value");
}
