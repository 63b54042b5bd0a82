using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Clients;

/// <summary>Another public key that an app is to sign with, and satisfies the rules of one. Contract §3.1, <c>/credentials/jwks</c>.</summary>
internal sealed record AppKeyDraft
{
    private AppKeyDraft(JsonObject key) => Key = key;

    /// <summary>As it is stored.</summary>
    public JsonObject Key { get; }

    /// <param name="app">Whose it is to be.</param>
    /// <param name="given">A key in JSON (RFC 7517 §4), perhaps with its status, and with what the management API says beside one.</param>
    /// <exception cref="RuleException">It breaks a rule, or the app publishes its keys itself.</exception>
    public static AppKeyDraft Of(App app, JsonObject given)
    {
        if (app.JwksUri is not null) throw new RuleException("jwks_uri", "this app publishes its keys itself");
        var key = ClientKeys.WithCurve(given);
        if (ClientKeys.ProblemOfKey(key) is { } problem) throw new RuleException("jwks", problem);
        foreach (var name in (ReadOnlySpan<string>)["id", "_links"]) key.Remove(name);
        key[ClientKeys.Status] = key.Text(ClientKeys.Status) == ClientKeys.Inactive ? ClientKeys.Inactive : ClientKeys.Active;
        return new(key);
    }
}
