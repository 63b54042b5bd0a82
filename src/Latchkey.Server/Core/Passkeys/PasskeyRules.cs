using System.Text.Json.Serialization;
using Latchkey.Server.Core.Authenticators;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>What an org asks of the passkeys of its people. Contract §3.9, authenticators; decision 0038.</summary>
internal sealed record PasskeyRules
{
    public const string Discouraged = "DISCOURAGED", Preferred = "PREFERRED", Required = "REQUIRED";
    public const string Any = "ANY", BuiltIn = "BUILT_IN", Roaming = "ROAMING";

    public static readonly IReadOnlyList<string> Degrees = [Discouraged, Preferred, Required];
    public static readonly IReadOnlyList<string> Attachments = [Any, BuiltIn, Roaming];
    public static readonly IReadOnlyList<string> Levels = ["L1", "L1plus", "L2", "L2plus", "L3", "L3plus"];

    public static readonly PasskeyRules None = new();

    /// <summary>Whether a device makes sure of its owner when it makes one.</summary>
    public string Verification { get; init; } = Preferred;
    /// <summary>The same when it is used.</summary>
    public string VerificationInUse { get; init; } = Preferred;
    public string Attachment { get; init; } = Any;
    /// <summary>Whether a device finds it without being told a name.</summary>
    public string Discoverable { get; init; } = Preferred;
    /// <summary>Whether one may be copied to other devices of its owner.</summary>
    public bool Syncable { get; init; } = true;
    /// <summary>A maker's certificate has to vouch for the device.</summary>
    public bool Attested { get; init; }
    /// <summary>A maker says that its keys never leave hardware.</summary>
    public bool Hardware { get; init; }
    public bool Fips { get; init; }
    /// <summary>How far it has to be certified by FIDO, one of <see cref="Levels"/>; null: no matter.</summary>
    public string? Level { get; init; }
    /// <summary>Models under a name, for enrolment policies to name.</summary>
    public IReadOnlyList<DeviceGroup> Groups { get; init; } = [];

    /// <summary>The models that may be, and no other; null: any. Said by the enrolment policy that is for the person.</summary>
    [JsonIgnore] public IReadOnlySet<Guid>? Models { get; init; }

    /// <summary>What a device says of itself is a claim, and keeps nobody out: it has to be shown where anything depends on it.</summary>
    [JsonIgnore] public bool WantProof => Attested || Hardware || Fips || Level is not null || Models is not null;

    /// <summary>A policy wants to know what hardware keeps: who can show it is asked to, and who cannot is taken all the same.</summary>
    [JsonIgnore] public bool AskProof { get; init; }

    /// <summary>The same, for one that has to be more than any: decision 0045.</summary>
    public PasskeyRules Wanting(KeyTraits wanted) => wanted.IsNothing ? this : this with
    {
        Verification = wanted.Verified ? Required : Verification,
        VerificationInUse = wanted.Verified ? Required : VerificationInUse,
        Syncable = Syncable && !wanted.Bound && !wanted.Hardware,
        Hardware = Hardware || wanted.Hardware,
    };
}
