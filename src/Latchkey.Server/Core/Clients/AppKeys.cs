using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Clients;

/// <summary>The public keys each app signs with: as it registered them, or from where it publishes them. RFC 7517 §5, OpenID Connect Core §10.1.1.</summary>
internal sealed class AppKeys(OutgoingHttp http, TimeProvider clock, ILogger<AppKeys> log)
{
    /// <summary>However often strangers present a kid nobody knows, an app's server is asked no more often than this.</summary>
    public static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(5);

    /// <summary>What an app may ask for with Cache-Control, and what it gets without.</summary>
    private static readonly (TimeSpan Least, TimeSpan Ordinary, TimeSpan Most) Kept =
        (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(24));

    /// <summary>An app whose own server is away is not locked out for it, for a while.</summary>
    private static readonly TimeSpan KeptWhileUnreachable = TimeSpan.FromHours(1);

    private const int MostRemembered = 5_000;

    private readonly ConditionalWeakTable<App, IReadOnlyList<PublicKey>> registered = [];
    private readonly ConcurrentDictionary<string, Publication> published = new(StringComparer.Ordinal);

    public async ValueTask<IReadOnlyList<PublicKey>> Of(App app, CancellationToken ct) =>
        app.JwksUri is { } uri ? await PublicationOf(app, uri).Keys(newerThan: null, ct) : registered.GetValue(app, ReadRegistered);

    /// <summary>Asked when none of the keys will do: what is published by now, or the same list when there is nothing newer.</summary>
    public async ValueTask<IReadOnlyList<PublicKey>> Newer(App app, IReadOnlyList<PublicKey> than, CancellationToken ct) =>
        app.JwksUri is { } uri ? await PublicationOf(app, uri).Keys(than, ct) : than;

    private DateTimeOffset Now => clock.Now;

    private Publication PublicationOf(App app, string uri)
    {
        if (published.Count > MostRemembered) published.Clear();
        return published.GetOrAdd($"{app.Id} {uri}", _ => new Publication(this, uri));
    }

    private static IReadOnlyList<PublicKey> ReadRegistered(App app) =>
        app.Jwks is { } jwks ? ClientKeys.Read(System.Text.Encoding.UTF8.GetBytes(jwks)) ?? [] : [];

    private async Task<Fetched> Fetch(string uri, Fetched? last, CancellationToken ct)
    {
        var now = Now;
        try
        {
            var answer = await http.Get(uri, "application/jwk-set+json, application/json", ct);
            if (answer.Status != 200) throw new OutgoingException($"{uri} answers {answer.Status}.");
            var keys = ClientKeys.Read(answer.Body) ?? throw new OutgoingException($"{uri} holds no JWKS.");
            var keep = answer.MaxAge ?? Kept.Ordinary;
            return new(keys, now, now, now + (keep < Kept.Least ? Kept.Least : keep > Kept.Most ? Kept.Most : keep));
        }
        catch (OutgoingException failed)
        {
            log.LogWarning("The keys of an app could not be fetched: {Reason}", failed.Message);
            return last is not null && now - last.ReadAt < KeptWhileUnreachable + Kept.Ordinary ? last with { TriedAt = now }
                : new([], DateTimeOffset.MinValue, now, now);
        }
    }

    private sealed record Fetched(IReadOnlyList<PublicKey> Keys, DateTimeOffset ReadAt, DateTimeOffset TriedAt, DateTimeOffset FreshUntil);

    /// <summary>What one address held when it was last read. One fetch at a time, and nobody's cancellation ends one that others wait for.</summary>
    private sealed class Publication(AppKeys all, string uri)
    {
        private readonly Lock gate = new();
        private Fetched? last;
        private Task<Fetched>? fetching;

        public async Task<IReadOnlyList<PublicKey>> Keys(IReadOnlyList<PublicKey>? newerThan, CancellationToken ct)
        {
            Task<Fetched> under;
            lock (gate)
            {
                if (Sufficient(newerThan) is { } known) return known;
                under = fetching ??= Fetch();
            }
            return (await under.WaitAsync(ct)).Keys;
        }

        private async Task<Fetched> Fetch()
        {
            await Task.Yield();                 // so that the task is in its place before it ends
            var fetched = await all.Fetch(uri, last, CancellationToken.None);
            lock (gate) (last, fetching) = (fetched, null);
            return fetched;
        }

        /// <summary>Fresh, and another list than the one that would not do; or just tried, whatever came of it.</summary>
        private IReadOnlyList<PublicKey>? Sufficient(IReadOnlyList<PublicKey>? newerThan) =>
            last is { } fetched && (all.Now - fetched.TriedAt < AtMostEvery || (all.Now < fetched.FreshUntil && !ReferenceEquals(fetched.Keys, newerThan)))
                ? fetched.Keys : null;
    }
}
