using Latchkey.Server.Core.People;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>A person, and how they have proven to be that person: RFC 8176 values, space separated.</summary>
internal sealed record Proof(User User, string Amr, DateTimeOffset At)
{
    /// <summary>The session that more is being proven for; null while none has begun.</summary>
    public string? SessionId { get; init; }
}
