using Latchkey.Native.Proofs;
using Latchkey.Native.Unlocking;
using Latchkey.Protocol;

namespace Latchkey.Native.Storage;

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

    /// <summary>What a sign-in in the app's own pages goes on by; null: it waits for the browser.</summary>
    public string? StateHandle { get; init; }

    public override string ToString() => $"sign-in started {StartedAt:u}";
}
