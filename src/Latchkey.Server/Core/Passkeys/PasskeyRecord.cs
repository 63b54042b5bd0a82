using System.Buffers.Text;
using System.Text.Json;
using Latchkey.Server.Core.Authenticators;
using Microsoft.AspNetCore.Identity;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>What is known of a passkey beside its id and its count. WebAuthn Level 3 §4, credential record.</summary>
internal sealed record PasskeyRecord
{
    /// <summary>The domain it was made for.</summary>
    public required string RpId { get; init; }
    /// <summary>COSE, in base64url.</summary>
    public required string PublicKey { get; init; }
    /// <summary>How the device can be reached: a hint for the next time.</summary>
    public required IReadOnlyList<string> Transports { get; init; }
    /// <summary>It may be copied to other devices of its owner.</summary>
    public required bool BackupEligible { get; init; }
    public required bool BackedUp { get; init; }
    /// <summary>The device made sure of its owner when it was made.</summary>
    public required bool UserVerified { get; init; }

    /// <summary>AAGUID of the device that made it, as that says; null: it does not.</summary>
    public Guid? Model { get; init; }

    /// <summary>A certificate of the model's maker has shown that.</summary>
    public bool Attested { get; init; }

    public static PasskeyRecord Of(string rpId, UserPasskeyInfo made) => new()
    {
        RpId = rpId, PublicKey = Base64Url.EncodeToString(made.PublicKey), Transports = made.Transports ?? [],
        BackupEligible = made.IsBackupEligible, BackedUp = made.IsBackedUp, UserVerified = made.IsUserVerified,
    };

    public static PasskeyRecord Of(Factor factor) => JsonSerializer.Deserialize<PasskeyRecord>(factor.Credential!)!;

    public string ToJson() => JsonSerializer.Serialize(this);

    public UserPasskeyInfo Info(Factor factor) => new(Base64Url.DecodeFromChars(factor.CredentialId!), Base64Url.DecodeFromChars(PublicKey), factor.CreatedAt,
        (uint)factor.LastStep, [.. Transports], UserVerified, BackupEligible, BackedUp, attestationObject: [], clientDataJson: []);
}
