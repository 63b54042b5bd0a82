#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;
using LocalAuthentication;
using Security;

namespace Latchkey.Native;

/// <summary>
/// Keys in the keychain of this device that Face ID or Touch ID opens, or the code as well. With a finger or face alone the system itself deletes
/// the key when another is added. With the code it does not: there, what is enrolled is noted inside the item and compared when it was opened.
/// </summary>
internal sealed class KeychainUnlock(string service, UnlockOptions options, AppleUnlocking person) : IUnlockVault
{
    private const byte Alone = 1;
    private const byte Noted = 2;           // what was enrolled follows the key; nothing: nobody was
    private const byte NotNoted = 3;        // too many tries had locked the sensor: nothing could be known
    private const int KeySize = 32;
    private readonly string service = service + ".unlock";

    /// <inheritdoc/>
    public string Description => "the keychain of this device, behind its unlock";

    private LAPolicy Policy => options.AllowPasscode ? LAPolicy.DeviceOwnerAuthentication : LAPolicy.DeviceOwnerAuthenticationWithBiometrics;

    /// <inheritdoc/>
    public Task<UnlockAnswer> CheckAsync(CancellationToken cancellationToken) => Task.Run(() => AppleUnlocking.Check(Policy), cancellationToken);

    /// <inheritdoc/>
    public Task KeepAsync(string name, byte[] key, CancellationToken cancellationToken) => Task.Run(() =>
    {
        if (!options.AllowPasscode) AppleUnlocking.Keep(service, name, [Alone, .. key], SecAccessControlCreateFlags.BiometryCurrentSet);
        else if (Enrolled() is { } enrolled) AppleUnlocking.Keep(service, name, [Noted, .. key, .. enrolled], SecAccessControlCreateFlags.UserPresence);
        else AppleUnlocking.Keep(service, name, [NotNoted, .. key], SecAccessControlCreateFlags.UserPresence);
    }, cancellationToken);

    /// <inheritdoc/>
    public async Task<UnlockedKey> OpenAsync(string name, CancellationToken cancellationToken)
    {
        person.Close();         // what was opened before serves no second time: that is why this is asked
        var (answer, secret) = await person.OpenAsync(service, name, null, cancellationToken).ConfigureAwait(false);
        if (answer is not UnlockAnswer.Opened || secret is null) return new(answer is UnlockAnswer.Opened ? UnlockAnswer.Changed : answer);
        if (secret[0] != Noted || Enrolled() is not { } now || now.AsSpan().SequenceEqual(secret.AsSpan(1 + KeySize)))
            return new(answer, secret[1..(1 + KeySize)]);
        person.Close();
        return new(UnlockAnswer.Changed);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) => Task.Run(() => AppleUnlocking.Delete(service, name), cancellationToken);

    /// <summary>A word of the system's that changes with the fingers and faces; nothing when there are none; null when it does not say.</summary>
    private static byte[]? Enrolled()
    {
        using var context = new LAContext();
        if (!context.CanEvaluatePolicy(LAPolicy.DeviceOwnerAuthenticationWithBiometrics, out var error))
            return (LAStatus)(long)(error?.Code ?? 0) is LAStatus.BiometryNotEnrolled ? [] : null;
#pragma warning disable CA1422 // iOS 18 has another word for it: to change over would look like a new finger on every phone that is updated.
        using var state = context.EvaluatedPolicyDomainState;
#pragma warning restore CA1422
        return state?.ToArray();
    }
}
