namespace Latchkey.Server.Core.Rulebook;

/// <summary>Which authenticators people have, by what they are called in the contract. What is not named is not allowed.</summary>
internal sealed record EnrollSettings(IReadOnlyDictionary<string, string> Authenticators)
{
    public const string Required = "REQUIRED";
    public const string Optional = "OPTIONAL";
    public const string NotAllowed = "NOT_ALLOWED";

    /// <summary>The groups of models that a passkey has to be of, by name; empty: any. Contract §3.9, authenticators.</summary>
    public IReadOnlyList<string> DeviceGroups { get; init; } = [];

    public static readonly IReadOnlyList<string> All = [Required, Optional, NotAllowed];

    public string Of(string key) => Authenticators.GetValueOrDefault(key, NotAllowed);
}
