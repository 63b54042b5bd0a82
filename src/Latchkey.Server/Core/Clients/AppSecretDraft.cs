using Latchkey.Protocol;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Core.Clients;

/// <summary>Another secret that an app is to have, and satisfies the rules of one. Contract §3.1, <c>/credentials/secrets</c>.</summary>
internal sealed record AppSecretDraft
{
    private const int Shortest = 14;
    private const int Longest = 100;

    private AppSecretDraft(Secret value, bool active) => (Value, Active) = (value, active);

    public Secret Value { get; }
    public bool Active { get; }

    /// <param name="app">Whose it is to be.</param>
    /// <param name="chosen">Null leaves it to us.</param>
    /// <param name="active">Whether it may be used at once.</param>
    /// <exception cref="RuleException">It breaks a rule, or the app proves itself otherwise.</exception>
    public static AppSecretDraft Of(App app, Secret? chosen, bool active)
    {
        RequireSecret(app, "app");
        return new(Chosen(chosen) ?? Fresh(app.AuthMethod), active);
    }

    /// <param name="app">Perhaps without one.</param>
    /// <param name="called">What whoever asks calls it.</param>
    internal static void RequireSecret(App app, string called)
    {
        if (app.Secret is null) throw new RuleException("token_endpoint_auth_method", $"this {called} has no secret");
    }

    internal static Secret? Chosen(Secret? chosen) =>
        chosen is not { Value.Length: > 0 } secret ? null              // Terraform says "" of one that it does not touch
        : secret.Value.Length is < Shortest or > Longest || secret.Value.Any(c => c is <= ' ' or > '~')
            ? throw new RuleException("client_secret", $"must have between {Shortest} and {Longest} printable ASCII characters") : secret;

    internal static Secret Fresh(string method) => new(method == ClientAuthMethod.SecretJwt ? Secrets.ForHmac() : Secrets.New());
}
