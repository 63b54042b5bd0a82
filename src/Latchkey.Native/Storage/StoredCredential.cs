using System.Text.Json.Serialization;
using Latchkey.Protocol;

namespace Latchkey.Native.Storage;

/// <summary>The tokens of one sign-in, as stored. Times are on the provider's clock.</summary>
internal sealed record StoredCredential
{
    public required string AccessToken { get; init; }
    public required string TokenType { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public TimeSpan Lifetime { get; init; }
    public string? Scope { get; init; }
    public string? RefreshToken { get; init; }
    public string? IdToken { get; init; }
    /// <summary>The nonce of the sign-in: an ID token from a refresh carries none, or this one. OpenID Connect Core §12.2.</summary>
    public string? Nonce { get; init; }
    /// <summary>The provider's clock minus the device's, when this was stored, so that a restart offline knows the time.</summary>
    public TimeSpan ClockOffset { get; init; }

    /// <summary>Whether the refresh token may have been used already: it was sent to a strict provider, and no answer is stored.</summary>
    public bool IsSpent { get; init; }

    /// <summary>The name of the key the tokens are bound to; null when they are not. RFC 9449.</summary>
    public string? ProofKey { get; init; }

    /// <summary>The name of the key that the device's unlock opens; null when the tokens stand in front of it.</summary>
    public string? Lock { get; init; }

    /// <summary>The tokens under that key, as they are stored; then the fields for them are empty.</summary>
    public byte[]? Locked { get; init; }

    /// <summary>That key, once it is open: what is read is written with the same. Never stored.</summary>
    [JsonIgnore] public byte[]? Key { get; init; }

    /// <summary>Whether the access token needs a proof; a provider may bind the refresh token alone. RFC 9449 §5.</summary>
    [JsonIgnore] public bool IsBound => ProofKey is not null && TokenType.Equals(DPoPProof.Header, StringComparison.OrdinalIgnoreCase);

    /// <summary>Never prints a token, not even by accident in a log line.</summary>
    public override string ToString() => $"credential until {ExpiresAt:u}";
}
