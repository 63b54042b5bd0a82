using Latchkey.Protocol;

namespace Latchkey.Native.OpenId;

/// <summary>What the provider says of itself, fetched once an hour at most. OpenID Connect Discovery 1.0 §4.</summary>
internal sealed class Discovery(ProviderHttp http, Uri issuer, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);
    private readonly SemaphoreSlim turn = new(1, 1);
    private (ProviderMetadata Metadata, DateTimeOffset At)? known;

    public string Issuer { get; } = issuer.OriginalString.TrimEnd('/');

    public async Task<ProviderMetadata> GetAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (known is { } fresh && clock.GetUtcNow() - fresh.At < GoodFor) return fresh.Metadata;
            var address = SecureAddress.Require($"{Issuer}/.well-known/openid-configuration", "issuer");
            var metadata = ProviderHttp.Read(await http.GetAsync(address, null, ct).ConfigureAwait(false), ProtocolJson.Default.ProviderMetadata, "The discovery document");

            // A document that names another issuer would let that issuer's tokens in. Discovery §4.3.
            if (metadata.Issuer != Issuer)
                throw SignInException.Misconfigured($"The discovery document of '{Issuer}' says its issuer is '{metadata.Issuer}'.", "Set LatchkeyOptions.Issuer to exactly what the provider calls itself.");
            known = (metadata, clock.GetUtcNow());
            return metadata;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
