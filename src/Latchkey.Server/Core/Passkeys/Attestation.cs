using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fido2NetLib;
using Fido2NetLib.Cbor;
using Fido2NetLib.Objects;
using Latchkey.Server.Core.Devices;
using Microsoft.AspNetCore.Identity;

namespace Latchkey.Server.Core.Passkeys;

/// <summary>
/// What a device says of its make while it makes a passkey, read by Fido2 once the framework's handler has taken the passkey: decision 0038.
/// WebAuthn Level 3 §6.5.4, §7.1 steps 21 to 24.
/// </summary>
/// <param name="Model">AAGUID; none of a device that says nothing.</param>
/// <param name="Path">The certificates that it was signed with; empty where nobody vouches.</param>
internal sealed record Attestation(Guid Model, X509Certificate2Collection Path)
{
    /// <summary>Those that are still made. Ones that need an answer of somebody else's server are not among them.</summary>
    private static readonly string[] Formats = ["packed", "tpm", "android-key", "fido-u2f", "apple"];

    /// <summary>Null: it says something that is not true.</summary>
    /// <param name="made">The passkey.</param>
    /// <param name="proven">Whether what is said has to be looked at, beside the name of the model.</param>
    public static async Task<Attestation?> Of(UserPasskeyInfo made, bool proven)
    {
        try
        {
            var said = (CborMap)CborObject.Decode(made.AttestationObject);
            var data = AuthenticatorData.Parse((byte[])said["authData"]!);
            var model = data.AttestedCredentialData!.AaGuid;
            var format = (string)said["fmt"]!;
            if (!proven || !Formats.Contains(format)) return new(model, []);
            var (_, path) = await AttestationVerifier.Create(format, new Fido2Configuration())
                .VerifyAsync((CborMap)said["attStmt"]!, data, SHA256.HashData(made.ClientDataJson));
            return new(model, path is null ? [] : [.. path]);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)      // whatever a library throws at what a stranger wrote
        {
            return null;
        }
    }

    /// <summary>Whether a certificate of the model's maker has signed it.</summary>
    public bool IsOf(DeviceModel model, DateTimeOffset now)
    {
        if (Path.Count == 0 || model.Roots.Count == 0) return false;
        try
        {
            return CertificatePaths.LeadTo([.. model.Roots.Select(root => X509CertificateLoader.LoadCertificate(Convert.FromBase64String(root)))], Path, now);
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException)
        {
            return false;
        }
    }
}
