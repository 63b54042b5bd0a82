using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.People;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>A person, and how they have proven to be that person: RFC 8176 values, space separated.</summary>
internal sealed record Proof(User User, string Amr, DateTimeOffset At)
{
    /// <summary>The session that more is being proven for; null while none has begun.</summary>
    public string? SessionId { get; init; }
    /// <summary>The provider that vouched for them; null: this org knows them itself.</summary>
    public string? IdpId { get; init; }
    /// <summary>When a second factor was given, where that was not with the first.</summary>
    public DateTimeOffset? FactorAt { get; init; }
    /// <summary>This device is to remember that one was.</summary>
    public bool Remember { get; init; }

    /// <summary>It was proven in another browser: the session here is no newer than that.</summary>
    public bool Elsewhere { get; init; }

    /// <summary>Since when they have been signed in at the provider that vouches for them: the session here is no newer than that. Null: since now.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>This browser is to keep their session when it is closed.</summary>
    public bool Keeps { get; init; }
    /// <summary>They are offered none to set up: they said not now.</summary>
    public bool Skipped { get; init; }

    /// <summary>When a second factor was given; null: none was.</summary>
    public DateTimeOffset? SecondFactorAt => FactorAt ?? (Assurance.Has(Amr, Assurance.Mfa) ? At : null);

    /// <summary>The same with one more.</summary>
    public Proof With(Evidence proven, DateTimeOffset now) => this with { Amr = Assurance.Raised(Amr, proven), FactorAt = now };
}
