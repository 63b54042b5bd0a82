namespace Latchkey.Native.Unlocking;

/// <summary>
/// Desktops: a question in front of a key that lies with the other secrets. It keeps the tokens from whoever sits down at an open machine, not
/// from a program that reads the store; and a finger that was added is not noticed, since no hardware holds the key.
/// </summary>
internal sealed class PresenceVault(IUserPresence presence, ICredentialStore store) : IUnlockVault
{
    public string Description => $"{store.Description}, behind a question to the person";

    public Task<UnlockAnswer> CheckAsync(CancellationToken cancellationToken) =>
        Task.FromResult(presence is SystemUserPresence && !OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS() ? UnlockAnswer.NotSetUp
            : UnlockAnswer.Opened);

    public Task KeepAsync(string name, byte[] key, CancellationToken cancellationToken) => store.WriteAsync(SecretName(name), key, cancellationToken);

    public async Task<UnlockedKey> OpenAsync(string name, CancellationToken cancellationToken) =>
        await presence.ConfirmAsync(cancellationToken).ConfigureAwait(false) switch
        {
            PresenceAnswer.Confirmed =>
                await store.ReadAsync(SecretName(name), cancellationToken).ConfigureAwait(false) is { } key ? new(UnlockAnswer.Opened, key)
                : new(UnlockAnswer.Changed),
            PresenceAnswer.Declined => new(UnlockAnswer.Declined),
            _ => new(UnlockAnswer.NotSetUp),
        };

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => store.DeleteAsync(SecretName(name), cancellationToken);

    public static string SecretName(string name) => "unlock-" + name;
}
