namespace Latchkey.AspNetCore;

/// <summary>An access token as it came.</summary>
/// <param name="Token">The token.</param>
/// <param name="ByProof">Whether it came with the scheme DPoP, whose tokens are worth nothing without a proof.</param>
internal readonly record struct PresentedToken(string Token, bool ByProof)
{
    public override string ToString() => ByProof ? "a bound token" : "a bearer token";
}
