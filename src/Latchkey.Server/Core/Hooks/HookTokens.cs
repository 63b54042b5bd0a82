using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Hooks;

/// <summary>Access tokens for hooks that want one, from the authorization servers that guard them. RFC 6749 §4.4; RFC 7523 §2.2.</summary>
internal sealed class HookTokens(OutgoingHttp outgoing, HookKeys keys, TimeProvider clock)
{
    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private const int Most = 10_000;
    private const int LongestToken = 8_000;

    private static readonly TimeSpan AssertionLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Not used for so long before it ends: it has a way to go.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Since, Secret Token, DateTimeOffset Until)> kept = new(StringComparer.Ordinal);

    /// <exception cref="OutgoingException">None was to be had.</exception>
    public async Task<Secret> For(HookTarget hook, HookClient client, CancellationToken ct)
    {
        if (kept.TryGetValue(hook.Id, out var known) && known.Since == hook.Since && clock.Now < known.Until) return known.Token;
        var answer = await outgoing.Send(new OutgoingRequest(HttpMethod.Post, client.TokenUrl)
        {
            Accept = "application/json", Form = await Form(hook, client, ct), Deadline = HookCalls.Deadline,
        }, ct);
        if (answer.Status != 200) throw new OutgoingException($"{client.TokenUrl} answered {answer.Status} instead of a token.");
        var (token, lifetime) = Read(answer.Body) ?? throw new OutgoingException($"{client.TokenUrl} answered with no bearer token.");
        if (kept.Count >= Most) kept.Clear();
        kept[hook.Id] = (hook.Since, token, clock.Now + lifetime - Margin);
        return token;
    }

    /// <summary>The hook did not take it.</summary>
    public void Forget(HookTarget hook) => kept.TryRemove(hook.Id, out _);

    private async Task<IReadOnlyCollection<KeyValuePair<string, string>>> Form(HookTarget hook, HookClient client, CancellationToken ct)
    {
        var form = new List<KeyValuePair<string, string>> { new(Parameter.GrantType, GrantType.ClientCredentials), new(Parameter.ClientId, client.ClientId) };
        if (client.Scope is { } scope) form.Add(new(Parameter.Scope, scope));
        if (client.HookKeyId is not { } keyId)
        {
            form.Add(new(Parameter.ClientSecret, hook.Secret?.Value ?? ""));
            return form;
        }
        var key = await keys.Signer(hook.OrgId, keyId, ct) ?? throw new OutgoingException($"The hook key {keyId} is gone.");
        form.Add(new(Parameter.ClientAssertionType, JwtBearer));
        form.Add(new(Parameter.ClientAssertion, Jws.Sign(key, Assertion(client), "JWT")));
        return form;
    }

    /// <summary>RFC 7523 §3.</summary>
    private byte[] Assertion(HookClient client)
    {
        using var buffer = JsonBuffer.Rent();
        var json = buffer.Json;
        json.WriteStartObject();
        json.WriteString(Claim.Issuer, client.ClientId);
        json.WriteString(Claim.Subject, client.ClientId);
        json.WriteString(Claim.Audience, client.TokenUrl);
        json.WriteNumber(Claim.IssuedAt, clock.Seconds);
        json.WriteNumber(Claim.Expires, clock.Seconds + (long)AssertionLifetime.TotalSeconds);
        json.WriteString(Claim.JwtId, Secrets.New());
        json.WriteEndObject();
        return buffer.Written.ToArray();
    }

    private static (Secret Token, TimeSpan Lifetime)? Read(byte[] body)
    {
        if (HookAnswer.Parse(body) is not { } said || said["access_token"]?.GetValueKind() != JsonValueKind.String) return null;
        var token = said["access_token"]!.GetValue<string>();
        if (token.Length is 0 or > LongestToken || token.Any(c => c is <= ' ' or > '~')) return null;
        if (said["token_type"]?.ToString().Equals("Bearer", StringComparison.OrdinalIgnoreCase) is not true) return null;
        var seconds = said["expires_in"] is JsonValue given && given.TryGetValue<long>(out var whole) ? whole : 0;
        return (new(token), TimeSpan.FromSeconds(Math.Clamp(seconds, 0, (long)Longest.TotalSeconds)));
    }
}
