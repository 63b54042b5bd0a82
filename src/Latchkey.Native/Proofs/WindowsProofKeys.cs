using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Latchkey.Native.Proofs;

/// <summary>
/// Windows: key pairs made in the machine's security chip (TPM) that never leave it. A machine without a usable chip makes them in
/// software; where a key is found says where it was made.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsProofKeys(IProofKeyStore software) : IProofKeyStore
{
    private static readonly CngProvider Chip = CngProvider.MicrosoftPlatformCryptoProvider;

    public string Description => $"the security chip, or {software.Description}";

    public Task<ECDsa> CreateAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            using var key = CngKey.Create(CngAlgorithm.ECDsaP256, KeyName(name),
                new CngKeyCreationParameters { Provider = Chip, ExportPolicy = CngExportPolicies.None });
            return Task.FromResult<ECDsa>(new ECDsaCng(key));
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            return software.CreateAsync(name, cancellationToken);
        }
    }

    public Task<ECDsa?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (!Exists(name)) return software.FindAsync(name, cancellationToken);
        try
        {
            using var key = CngKey.Open(KeyName(name), Chip);
            return Task.FromResult<ECDsa?>(new ECDsaCng(key));
        }
        catch (CryptographicException e)
        {
            throw SignInException.StorageUnavailable($"The security chip does not give the key: {e.Message}",
                "Restart the machine; if its chip was reset, sign out and in again.", e);
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            if (Exists(name))
            {
                using var key = CngKey.Open(KeyName(name), Chip);
                key.Delete();
            }
        }
        catch (CryptographicException)
        {
            // A key nobody names any more does no harm.
        }
        return software.DeleteAsync(name, cancellationToken);
    }

    private static bool Exists(string name)
    {
        try
        {
            return CngKey.Exists(KeyName(name), Chip);
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            return false;       // no chip: the key was made in software
        }
    }

    private static string KeyName(string name) => "Latchkey." + name;
}
