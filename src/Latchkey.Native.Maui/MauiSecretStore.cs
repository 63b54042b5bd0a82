using System.Security.Cryptography;
using Microsoft.Maui.Storage;

namespace Latchkey.Native.Maui;

/// <summary>
/// The phone's store for secrets, through <see cref="ISecureStorage"/>: the Keychain on iOS, a file under a key of the Keystore on Android.
/// What it throws, and the empty answers it gives while the phone is locked, get their names in Latchkey.Native.
/// </summary>
/// <param name="storage"><see cref="SecureStorage.Default"/>, or the one dependency injection has.</param>
/// <param name="clientId">Keeps apps that share a keychain apart.</param>
public sealed class MauiSecretStore(ISecureStorage storage, string clientId) : ICredentialStore
{
    /// <inheritdoc/>
    public string Description => "the secure storage of the phone";

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (await storage.GetAsync(KeyOf(name)).WaitAsync(cancellationToken).ConfigureAwait(false) is not { } text) return null;
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException e)
        {
            throw new CryptographicException($"'{name}' is not what was stored.", e);
        }
    }

    /// <inheritdoc/>
    public Task WriteAsync(string name, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken) =>
        storage.SetAsync(KeyOf(name), Convert.ToBase64String(secret.Span));     // not cancelled: half a write is worse than a late one

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        storage.Remove(KeyOf(name));
        return Task.CompletedTask;
    }

    private string KeyOf(string name) => $"latchkey.{clientId}.{name}";
}
