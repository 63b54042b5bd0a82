using System.Globalization;
using System.Text.Json.Serialization;

namespace Latchkey.Server.Core.Devices;

/// <summary>
/// A model of device that keeps passkeys, as its maker or an administrator describes it. FIDO Metadata Statement §3, Metadata Service §3.1.
/// </summary>
internal sealed record DeviceModel
{
    private const string Certified = "FIDO_CERTIFIED";

    /// <summary>AAGUID: the same for every device of the model.</summary>
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    /// <summary>Its keys never leave hardware that was made to keep them.</summary>
    public bool Hardware { get; init; }
    /// <summary>It is built into what it opens; null: nobody says.</summary>
    public bool? BuiltIn { get; init; }
    public bool Fips { get; init; }
    /// <summary>What was reported of it, the newest last.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];
    /// <summary>What its certificates must lead to, each in base64.</summary>
    public IReadOnlyList<string> Roots { get; init; } = [];
    /// <summary>An administrator's word, and not FIDO's.</summary>
    public bool Custom { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>FIDO Metadata Service §3.1.4: nobody should trust it.</summary>
    [JsonIgnore] public bool Revoked => Statuses.Contains("REVOKED");

    /// <summary>The same, or the newest report is of keys or owners that it does not guard.</summary>
    [JsonIgnore]
    public bool Compromised => Revoked || Statuses is [.., "USER_VERIFICATION_BYPASS" or "ATTESTATION_KEY_COMPROMISE" or "USER_KEY_REMOTE_COMPROMISE"
        or "USER_KEY_PHYSICAL_COMPROMISE"];

    /// <summary>How far it was certified, as <see cref="LevelOf"/> counts; 0: not at all.</summary>
    [JsonIgnore] public int Level => LastCertificate is { } last ? LevelOf(last) : 0;

    /// <summary>The same in FIDO's words; null: not at all.</summary>
    [JsonIgnore] public string? CertifiedAs => LastCertificate switch { "" => "L1", var last => last };

    private string? LastCertificate => Statuses.LastOrDefault(status => status.Contains(Certified, StringComparison.Ordinal)) is { } last
        && last.StartsWith(Certified, StringComparison.Ordinal) ? last[Certified.Length..].TrimStart('_') : null;

    /// <summary><c>L1</c>, <c>L1plus</c>, … in their order; the first certificates had none and count as the least.</summary>
    public static int LevelOf(string level) => level.Length == 0 ? 1
        : level[0] == 'L' && level.Length > 1 && char.IsAsciiDigit(level[1])
            ? int.Parse(level.AsSpan(1, 1), CultureInfo.InvariantCulture) * 2 + (level.EndsWith("plus", StringComparison.Ordinal) ? 1 : 0) : 0;

    public override string ToString() => Name;
}
