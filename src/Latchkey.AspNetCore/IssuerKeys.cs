using Microsoft.Extensions.Logging;

namespace Latchkey.AspNetCore;

/// <summary>
/// The issuer's signing keys: fetched when first needed, renewed in the background each hour, and at once when a token
/// names a key not seen before, so a rotation needs no restart. OpenID Connect Discovery 1.0 §4, Core §10.1.1.
/// </summary>
internal sealed class IssuerKeys(string issuer, IssuerMetadata metadata, TimeProvider clock, ILogger log)
{
    /// <summary>After this the keys are renewed behind the back of the request that notices; the old ones serve until then.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>Made-up key ids must not turn this API into a hammer on its issuer.</summary>
    public static readonly TimeSpan BetweenRenewals = TimeSpan.FromSeconds(10);

    /// <summary>While an issuer is down, requests are answered at once instead of each waiting for the same timeout.</summary>
    public static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private KeySet? known;
    private Task<KeySet>? fetching;
    private DateTimeOffset? renewed;
    private (DateTimeOffset At, Exception Cause)? failed;

    public async Task CheckIssuer(CancellationToken ct) => metadata.Require((await metadata.Fetch(ct)).JwksUri, "jwks_uri");

    /// <summary>The keys as last seen.</summary>
    public async ValueTask<KeySet> Current(CancellationToken ct)
    {
        if (known is not { } keys) return await Fetch().WaitAsync(ct);
        if (clock.GetUtcNow() - keys.FetchedAt >= Fresh) Forget(Fetch());
        return keys;
    }

    /// <summary>The keys after a look for newer ones than those given; the same when it is too soon to look again.</summary>
    public Task<KeySet> NewerThan(KeySet seen, CancellationToken ct)
    {
        lock (gate)
        {
            if (known is { } keys && !ReferenceEquals(keys, seen)) return Task.FromResult(keys);
            if (fetching is null)
            {
                if (clock.GetUtcNow() - renewed < BetweenRenewals) return Task.FromResult(seen);
                renewed = clock.GetUtcNow();
            }
        }
        return Fetch().WaitAsync(ct);
    }

    /// <summary>One fetch at a time, whoever asks; it belongs to no request, so none can cancel it for the others.</summary>
    private Task<KeySet> Fetch()
    {
        lock (gate)
        {
            if (fetching is not null) return fetching;
            if (failed is { } failure && clock.GetUtcNow() - failure.At < AfterFailure)
                return Task.FromException<KeySet>(BearerException.IssuerUnavailable(failure.Cause));
            return fetching = Task.Run(Download);
        }
    }

    private async Task<KeySet> Download()
    {
        try
        {
            var keys = KeySet.Read(await metadata.Ask(metadata.Require((await metadata.Fetch()).JwksUri, "jwks_uri")), clock.GetUtcNow());
            if (keys.IsEmpty) log.LogWarning("{Issuer} publishes no key that can sign access tokens", issuer);
            lock (gate) (known, failed, fetching) = (keys, null, null);
            return keys;
        }
        catch (Exception cause)
        {
            log.LogError("The keys of {Issuer} could not be fetched: {Reason}", issuer, cause.Message);
            lock (gate) (failed, fetching) = ((clock.GetUtcNow(), cause), null);
            throw BearerException.IssuerUnavailable(cause);
        }
    }

    /// <summary>A failed renewal is logged where it fails; the keys at hand go on serving.</summary>
    private static void Forget(Task renewal) => renewal.ContinueWith(static done => done.Exception, TaskScheduler.Default);
}
