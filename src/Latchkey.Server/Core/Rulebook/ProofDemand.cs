using Latchkey.Server.Core.Authenticators;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>What a rule of an app wants to be shown, each by itself, as a form has it. Contract §3.9; decision 0045.</summary>
internal sealed record ProofDemand
{
    public bool Password { get; init; }
    /// <summary>How long the password counts; null: as long as the rest of the sign-in.</summary>
    public string? PasswordAgainIn { get; init; }
    /// <summary>A site that looks like this one would get nothing from what is proven.</summary>
    public bool PhishingResistant { get; init; }
    /// <summary>What a passkey has to be that is proven.</summary>
    public KeyTraits Key { get; init; }
    /// <summary>Somebody is there: always so here, and said all the same where a rule says it.</summary>
    public bool Presence { get; init; }
    /// <summary>The keys of the authenticators of which one is proven; empty: no matter which.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    public bool OfKnowledge(ProofDemand other) => (Password, PasswordAgainIn) == (other.Password, other.PasswordAgainIn);

    public bool OfPossession(ProofDemand other) => (PhishingResistant, Key, Presence) == (other.PhishingResistant, other.Key, other.Presence)
        && Methods.ToHashSet(StringComparer.Ordinal).SetEquals(other.Methods);

    /// <summary>Something that somebody has is wanted.</summary>
    public bool WantsPossession => !OfPossession(new());
}
