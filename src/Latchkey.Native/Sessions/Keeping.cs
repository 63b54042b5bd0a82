using Latchkey.Native.Proofs;
using Latchkey.Protocol;

namespace Latchkey.Native.Sessions;

/// <summary>How a new credential is kept.</summary>
/// <param name="Tags">The app's words for it.</param>
/// <param name="MakeDefault">Whether it becomes the default session.</param>
/// <param name="Ephemeral">Whether it stays in memory.</param>
/// <param name="Key">What its tokens are bound to; null when they are not.</param>
internal sealed record Keeping(Dictionary<string, string> Tags, bool MakeDefault, bool Ephemeral, ProofKey? Key)
{
    /// <summary>How long a confirmation of the person's presence holds; null when none is asked for.</summary>
    public long? PresenceSeconds { get; init; }

    /// <summary>Whether its tokens go behind the device's unlock.</summary>
    public bool IsBehindUnlock { get; init; }

    /// <summary>What was asked for: an answer that names no scope grants all of it. RFC 6749 §5.1.</summary>
    public string? Scope { get; init; }

    /// <summary>A sign-in nobody was asked at cannot take away the question an earlier one put in the way.</summary>
    public bool KeepsPresence { get; init; }
}
