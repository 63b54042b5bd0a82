using System.Text.Json;
using Latchkey.Native.Proofs;
using Latchkey.Native.Unlocking;
using Latchkey.Protocol;

namespace Latchkey.Native.Storage;

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
