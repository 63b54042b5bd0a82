namespace Latchkey.Native;

/// <summary>What an exchange gave. It is not stored: keep it as long as it lasts and exchange again.</summary>
public sealed class ExchangedToken
{
    /// <summary>A bearer token, for a stand-in of <see cref="LatchkeySession.ExchangeTokenAsync"/> in an app's tests.</summary>
    /// <param name="token">The token.</param>
    /// <param name="expiresAt">When it ends.</param>
    public ExchangedToken(string token, DateTimeOffset? expiresAt = null) : this(token, "Bearer", null, expiresAt, null, null)
    {
    }

    internal ExchangedToken(string token, string tokenType, string? issuedTokenType, DateTimeOffset? expiresAt, string? scope, Proofs.ProofKey? key) =>
        (Token, TokenType, IssuedTokenType, ExpiresAt, Scope, Key) = (token, tokenType, issuedTokenType, expiresAt, scope, key);

    /// <summary>The token.</summary>
    public string Token { get; }

    /// <summary>
    /// How it is used: <c>Bearer</c>, <c>DPoP</c> (each request needs a proof:
    /// <see cref="LatchkeySession.AuthorizeAsync(HttpRequestMessage, ExchangedToken, CancellationToken)"/>),
    /// or <c>N_A</c> when it is no access token.
    /// </summary>
    public string TokenType { get; }

    /// <summary>What it is (<c>issued_token_type</c>).</summary>
    public string? IssuedTokenType { get; }

    /// <summary>When it ends, on the provider's clock; null when the provider does not say.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>What it allows, when that is not what was asked for.</summary>
    public string? Scope { get; }

    /// <summary>What it is bound to; null when it is not.</summary>
    internal Proofs.ProofKey? Key { get; }

    /// <summary>Says what it is, never the token.</summary>
    public override string ToString() => $"{TokenType} token until {ExpiresAt:u}";
}
