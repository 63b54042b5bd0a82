namespace Latchkey.Server.Core.Authenticators;

/// <summary>What somebody has to have, where the password alone or just anything does not do. One thing has to be all of it. Contract §3.9.</summary>
internal sealed record PossessionDemand
{
    public static readonly PossessionDemand None = new();

    /// <summary>A site that looks like this one would get nothing from it.</summary>
    public bool PhishingResistant { get; init; }
    /// <summary>What a passkey has to be; nothing else that people have here can be any of it.</summary>
    public KeyTraits Key { get; init; }
    /// <summary>The kinds that do; null: any.</summary>
    public IReadOnlyList<string>? Types { get; init; }
    /// <summary>Who says so: the constraints by their names in the contract, or the value of acr_values.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public bool IsNothing => !PhishingResistant && Key.IsNothing && Types is null;

    public bool Takes(string type) => (Types is null || Types.Contains(type)) && (type == FactorType.Passkey || (!PhishingResistant && Key.IsNothing));

    public bool IsMetBy(string amr) => IsNothing || Shown.In(amr).Any(one => Takes(one.Type) && one.Key.Covers(Key));
}
