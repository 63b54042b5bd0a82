using Latchkey.Protocol;

namespace Latchkey.Native.OpenId;

/// <summary>What the provider says of itself, fetched once an hour at most. OpenID Connect Discovery 1.0 §4.</summary>
internal sealed class Discovery(ProviderHttp http, Uri issuer, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);
    private readonly SemaphoreSlim turn = new(1, 1);
    private (ProviderMetadata Metadata, DateTimeOffset At)? known;

    /// <summary>As it was written: whether it ends in a slash is part of the name. Discovery §4.3.</summary>
    public string Issuer { get; } = issuer.OriginalString;

    public async Task<ProviderMetadata> GetAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (known is { } fresh && clock.GetUtcNow() - fresh.At < GoodFor) return fresh.Metadata;
            var address = SecureAddress.Require(Issuer.TrimEnd('/') + "/.well-known/openid-configuration", "issuer");      // §4: without its last slash
            var metadata = ProviderHttp.Read(await http.GetAsync(address, null, ct).ConfigureAwait(false), ProtocolJson.Default.ProviderMetadata,
                "The discovery document");

            // A document that names another issuer would let that issuer's tokens in. Discovery §4.3.
            if (metadata.Issuer != Issuer) throw Another(metadata.Issuer ?? "");
            known = (metadata, clock.GetUtcNow());
            return metadata;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The string to write is given: nobody sees a slash that is missing.</summary>
    private SignInException Another(string named)
    {
        var isOnlyTheSlash = named.TrimEnd('/') == Issuer.TrimEnd('/');
        return SignInException.Misconfigured(
            $"The discovery document of '{Issuer}' says its issuer is "
                + $"'{named}'{(isOnlyTheSlash ? $", {(named.EndsWith('/') ? "with" : "without")} a slash at the end" : "")}.",
            isOnlyTheSlash ? $"Write LatchkeyOptions.Issuer = new Uri(\"{named}\")."
            : $"If that is the provider you mean, write LatchkeyOptions.Issuer = new Uri(\"{named}\").");
    }

    public void Dispose() => turn.Dispose();
}
