using System.Text.Json;
using System.Text.Json.Serialization;
using Latchkey.Native.Proofs;
using Latchkey.Native.Unlocking;
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

/// <summary>What stands behind the device's unlock.</summary>
internal sealed record LockedTokens(string AccessToken, string? RefreshToken)
{
    public override string ToString() => "locked tokens";
}

/// <summary>What may be known of a credential without its tokens.</summary>
internal sealed record CredentialEntry
{
    public required string Id { get; init; }
    public required string Issuer { get; init; }
    public required Dictionary<string, JsonElement> Claims { get; init; }
    /// <summary>What the userinfo endpoint said, where it was asked: it fills in what ID tokens leave out.</summary>
    public Dictionary<string, JsonElement>? Profile { get; init; }
    /// <summary>The scopes granted; null when that is not known from a version that did not note it.</summary>
    public string? Scope { get; init; }
    public Dictionary<string, string> Tags { get; init; } = [];
    public DateTimeOffset SignedInAt { get; init; }
    /// <summary>The same as in the tokens, so that the key can be forgotten when the tokens cannot be read.</summary>
    public string? ProofKey { get; init; }
    /// <summary>How long a confirmation of the person's presence holds; null when none is asked for.</summary>
    public long? PresenceSeconds { get; init; }
    /// <summary>The same as in the tokens: what the device's unlock opens.</summary>
    public string? Lock { get; init; }
}

internal sealed record CredentialIndex
{
    /// <summary>
    /// The layout of everything in the store. The first had no number, no keys and no presence; the third has tokens behind the device's unlock.
    /// </summary>
    public int Layout { get; init; }
    /// <summary>The default session of the provider signed in at last; all there was before several shared a folder.</summary>
    public string? Default { get; init; }
    /// <summary>The default session of each provider.</summary>
    public Dictionary<string, string>? Defaults { get; init; }
    public List<CredentialEntry> Entries { get; init; } = [];

    /// <summary>The default session of a provider; null when nobody is signed in there, or none was made it.</summary>
    public CredentialEntry? DefaultOf(string issuer)
    {
        var id = Defaults?.GetValueOrDefault(issuer) ?? Default;
        return Entries.FirstOrDefault(e => e.Id == id && e.Issuer == issuer);
    }

    /// <summary>The same with another default for the provider of that credential.</summary>
    public CredentialIndex WithDefault(CredentialEntry entry) => this with { Default = entry.Id, Defaults = new(Defaults ?? []) { [entry.Issuer] = entry.Id } };

    /// <summary>The same without a credential, which then is nobody's default.</summary>
    public CredentialIndex Without(string id) => this with
    {
        Default = Default == id ? null : Default,
        Defaults = Defaults?.Where(d => d.Value != id).ToDictionary(),
        Entries = [.. Entries.Where(e => e.Id != id)],
    };

    /// <summary>The secrets the entries stand for: tokens, and the keys they are bound to.</summary>
    public IEnumerable<string> SecretNames()
    {
        foreach (var entry in Entries)
        {
            yield return "credential-" + entry.Id;
            if (entry.ProofKey is { } key) yield return SoftwareProofKeys.SecretName(key);
            if (entry.Lock is { } name) yield return PresenceVault.SecretName(name);
        }
    }
}

/// <summary>A sign-in that waits for the browser; stored, because the app may be killed while the browser is in front.</summary>
internal sealed record PendingSignIn
{
    public required string Issuer { get; init; }
    public required string State { get; init; }
    public required string Nonce { get; init; }
    public required string Verifier { get; init; }
    public required string RedirectUri { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    /// <summary>When it is given up, where the provider said so; else after some time.</summary>
    public DateTimeOffset? EndsAt { get; init; }
    public long? MaxAgeSeconds { get; init; }
    /// <summary>What was asked for: an answer that names no scope grants all of it. RFC 6749 §5.1.</summary>
    public string? Scope { get; init; }
    public Dictionary<string, string> Tags { get; init; } = [];
    public bool MakeDefault { get; init; }
    public bool Ephemeral { get; init; }
    public string? ProofKey { get; init; }
    public long? PresenceSeconds { get; init; }
    public bool BehindUnlock { get; init; }
    /// <summary>Whether it is a sign-out that waits: its answer brings nothing, but the page that it comes from is to go.</summary>
    public bool IsSignOut { get; init; }

    public override string ToString() => $"sign-in started {StartedAt:u}";
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredCredential))]
[JsonSerializable(typeof(LockedTokens))]
[JsonSerializable(typeof(CredentialIndex))]
[JsonSerializable(typeof(List<PendingSignIn>))]
internal sealed partial class StorageJson : JsonSerializerContext;
