namespace Latchkey.Server.Core.Federation;

/// <summary>Why a person was sent to a provider, and what its answer must fit.</summary>
/// <param name="IdpId">Where they were sent: whoever else answers is not listened to.</param>
/// <param name="Nonce">What the ID token must repeat. OpenID Connect Core §3.1.2.1.</param>
/// <param name="Verifier">What the code was asked for with. RFC 7636 §4.1.</param>
/// <param name="Flow">The sign-in that waits.</param>
internal sealed record UpstreamRequest(string IdpId, string Nonce, string Verifier, string Flow)
{
    /// <summary>In seconds: whoever signed in there before has not proven it anew, as they were to. Null: nobody asked for that.</summary>
    public long? Since { get; init; }

    public override string ToString() => $"request to {IdpId}";
}
