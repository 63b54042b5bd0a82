using System.Security.Cryptography;

namespace Latchkey.Native.Proofs;

/// <summary>Key pairs as secrets of the credential store: safe as the tokens are, and no safer.</summary>
internal sealed class SoftwareProofKeys(ICredentialStore store) : IProofKeyStore
{
    public string Description => store.Description;

    public async Task<ECDsa> CreateAsync(string name, CancellationToken cancellationToken)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var secret = key.ExportPkcs8PrivateKey();
        try
        {
            await store.WriteAsync(SecretName(name), secret, cancellationToken).ConfigureAwait(false);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    public async Task<ECDsa?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(SecretName(name), cancellationToken).ConfigureAwait(false) is not { } secret) return null;
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(secret, out _);
            return key;
        }
        catch (CryptographicException)
        {
            key.Dispose();
            return null;        // not a key: gone for ever
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => store.DeleteAsync(SecretName(name), cancellationToken);

    public static string SecretName(string name) => "proof-" + name;
}
