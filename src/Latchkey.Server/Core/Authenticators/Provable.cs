namespace Latchkey.Server.Core.Authenticators;

/// <summary>The second factors a person could prove now.</summary>
/// <param name="Kinds">One for each kind, the one to ask for first at the front.</param>
internal sealed record Provable(IReadOnlyList<Evidence> Kinds)
{
    public static readonly Provable Nothing = new([]);

    /// <summary>The person has set them up, and is held to it. Otherwise they are what could be asked for where an app wants more.</summary>
    public bool Enrolled { get; init; }

    /// <summary>
    /// They have set up nothing but what this server does not know: a newer one did, beside it or before it. They are held to that as well, and
    /// can go no further here.
    /// </summary>
    public bool Unknown { get; init; }

    /// <summary>What each of their passkeys is known to be; none where nobody has looked.</summary>
    public IReadOnlyList<KeyTraits> Keys { get; init; } = [];

    /// <summary>A model is known here that keeps its keys in hardware: a device of it could show that.</summary>
    public bool HardwareIsKnown { get; init; }

    /// <summary>Where no page can be shown, nobody is asked for what they have not set up: it would be the end of their way.</summary>
    public Provable Where(bool seen) => seen || Enrolled ? this : Nothing;

    /// <summary>Without what a sign-in with this amr rests on already.</summary>
    public Provable Beyond(string amr) => this with { Kinds = [.. Kinds.Where(kind => !kind.IsSpentIn(amr))] };

    /// <summary>Those that will do.</summary>
    public Provable Only(Func<Evidence, bool> which) => this with { Kinds = [.. Kinds.Where(which)] };

    /// <summary>And one that is being set up.</summary>
    public Provable With(Evidence added) => this with
    {
        Kinds = [.. Enrolled ? Kinds.Where(kind => kind.Type != added.Type) : [], added],
        Enrolled = true,
        Unknown = false,
        Keys = added.Type == FactorType.Passkey ? [.. Keys, added.Key] : Keys,
    };

    /// <summary>Those that meet a demand.</summary>
    public Provable Fit(PossessionDemand demand) => Only(kind => demand.Takes(kind.Type)
        && (kind.Type != FactorType.Passkey || demand.Key.IsNothing || Keys.Any(key => key.Covers(demand.Key))));

    public bool Any => Kinds.Count > 0;

    public bool PhishingResistant => Kinds.Any(kind => kind.PhishingResistant);

    public bool Includes(string type) => Kinds.Any(kind => kind.Type == type);

    /// <summary>The one to ask for first.</summary>
    public string? First => Kinds.Count > 0 ? Kinds[0].Type : null;
}
