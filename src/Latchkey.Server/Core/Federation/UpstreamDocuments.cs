using System.Collections.Concurrent;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Federation;

/// <summary>What providers publish about themselves and their keys, kept for a while. OpenID Connect Discovery §4; RFC 7517.</summary>
internal sealed class UpstreamDocuments(OutgoingHttp outgoing, TimeProvider clock)
{
    /// <summary>However often strangers bring a token by a key that nobody knows, a provider is asked no more often than this.</summary>
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private const int MostRemembered = 1_000;

    private readonly ConcurrentDictionary<string, (UpstreamMetadata Said, DateTimeOffset At)> documents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (IReadOnlyList<PublicKey> Keys, DateTimeOffset At)> keys = new(StringComparer.Ordinal);

    /// <exception cref="OutgoingException">It cannot be reached, or says nothing of use.</exception>
    public async Task<UpstreamMetadata> About(IdentityProvider provider, CancellationToken ct)
    {
        if (provider.Upstream.IsWhole) return UpstreamMetadata.Of(provider.Upstream);
        var name = NameOf(provider);
        if (documents.TryGetValue(name, out var known) && clock.Now - known.At < Kept) return known.Said;
        var address = $"{provider.Upstream.Issuer.TrimEnd('/')}/.well-known/openid-configuration";
        var answer = await outgoing.Get(address, "application/json", ct);
        if (answer.Status != 200) throw new OutgoingException($"{address} answers {answer.Status}.");
        var said = UpstreamMetadata.Read(answer.Body, provider)
            ?? throw new OutgoingException($"{address} is no document of the issuer {provider.Upstream.Issuer} with its addresses.");
        if (documents.Count >= MostRemembered) documents.Clear();
        documents[name] = (said, clock.Now);
        return said;
    }

    /// <summary>The keys that might have made a signature: by the kid where it says one.</summary>
    /// <exception cref="OutgoingException">They cannot be had.</exception>
    public async Task<IReadOnlyList<PublicKey>> KeysFor(IdentityProvider provider, UpstreamMetadata about, UnverifiedJws token, CancellationToken ct)
    {
        // Of this provider as it is set up now: what another one had at the same address once is nothing that this one signs with.
        var name = $"{NameOf(provider)} {about.JwksUrl}";
        var known = keys.TryGetValue(name, out var kept) && clock.Now - kept.At < Kept ? kept.Keys : await Fetch(name, about.JwksUrl, ct);
        if (Fitting(known, token) is { Count: > 0 } some) return some;
        // It may have begun to sign with another one since.
        return keys.TryGetValue(name, out var last) && clock.Now - last.At < AtMostEvery ? [] : Fitting(await Fetch(name, about.JwksUrl, ct), token);
    }

    private async Task<IReadOnlyList<PublicKey>> Fetch(string name, string address, CancellationToken ct)
    {
        var answer = await outgoing.Get(address, "application/jwk-set+json, application/json", ct);
        if (answer.Status != 200) throw new OutgoingException($"{address} answers {answer.Status}.");
        var read = ClientKeys.Read(answer.Body) ?? throw new OutgoingException($"{address} holds no JWKS.");
        if (keys.Count >= MostRemembered) keys.Clear();
        keys[name] = (read, clock.Now);
        return read;
    }

    private static string NameOf(IdentityProvider provider) => $"{provider.Id} {provider.UpdatedAt.ToUnixTimeMilliseconds()}";

    private static IReadOnlyList<PublicKey> Fitting(IReadOnlyList<PublicKey> keys, UnverifiedJws token) =>
        [.. keys.Where(key => (token.KeyId is null || key.KeyId is null || key.KeyId == token.KeyId) && key.MayHaveMade(token.Algorithm, token.Signature))
            .OrderByDescending(key => key.KeyId == token.KeyId).Take(ClientKeys.MostTries)];
}
