using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Latchkey.AspNetCore;

/// <summary>
/// Nonces for proofs: the time, sealed with the application's data protection, so that every instance of it knows them.
/// A proof with one was made after that time, whatever the caller's clock says. RFC 9449 §9.
/// </summary>
internal sealed class ProofNonces(IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly IDataProtector protector = protection.CreateProtector("Latchkey.AspNetCore.ProofNonces");

    public string Issue() => protector.Protect(clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>When it was handed out; null for what this application did not hand out, or too long ago.</summary>
    public DateTimeOffset? Read(string nonce)
    {
        try
        {
            var issued = DateTimeOffset.FromUnixTimeSeconds(long.Parse(protector.Unprotect(nonce), CultureInfo.InvariantCulture));
            return clock.GetUtcNow() - issued < Lifetime ? issued : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
