#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;
using Foundation;
using LocalAuthentication;
using Security;

namespace Latchkey.Native;

/// <summary>
/// Asks the person by way of what they open: an item of the keychain, or a key of the Secure Enclave, that the system gives out after Face ID, Touch
/// ID or the code. What they opened last opens the next as well, for a time: they are asked once for the tokens and the key these are bound to.
/// </summary>
internal sealed class AppleUnlocking(UnlockOptions options, TimeProvider clock)
{
    private readonly Lock guard = new();
    private LAContext? current;
    private (long Ticks, DateTimeOffset Time) since;

    public string Reason => options.Reason;

    public bool AllowsCode => options.AllowPasscode;

    public TimeSpan? ProofKeyFor => options.ProofKeyFor;

    /// <summary>What the person opened within the time; null when they must be asked.</summary>
    public LAContext? Opened(TimeSpan within)
    {
        lock (guard)
        {
            // Of two clocks the later: one stands still while the phone sleeps, the other can be set.
            var told = clock.GetUtcNow() - since.Time;
            return current is not null && clock.GetElapsedTime(since.Ticks) < within && told < within && told >= TimeSpan.Zero ? current : null;
        }
    }

    /// <summary>What they opened last, however long ago.</summary>
    public LAContext? Latest
    {
        get
        {
            lock (guard) return current;
        }
    }

    /// <summary>Forgets what they opened.</summary>
    public void Close()
    {
        lock (guard)
        {
            current?.Invalidate();
            current = null;
        }
    }

    /// <summary>Whether they could be asked.</summary>
    public static UnlockAnswer Check(LAPolicy policy)
    {
        using var context = new LAContext();
        return context.CanEvaluatePolicy(policy, out var error) ? UnlockAnswer.Opened : Why(error);
    }

    /// <summary>Keeps an item that they open. Asks nobody.</summary>
    public static void Keep(string service, string name, byte[] secret, SecAccessControlCreateFlags opens)
    {
        using var access = new SecAccessControl(SecAccessible.WhenPasscodeSetThisDeviceOnly, opens);
        using var data = NSData.FromArray(secret);
        using var item = new SecRecord(SecKind.GenericPassword) { Service = service, Account = name, ValueData = data, AccessControl = access };
        Keychain.Check(SecKeyChain.Add(item), "written");
    }

    /// <summary>Reads an item; the system asks where the context has not been answered yet. Takes as long as the person does.</summary>
    public async Task<UnlockedKey> OpenAsync(string service, string name, LAContext? answered, CancellationToken cancellationToken)
    {
        var context = answered ?? new LAContext { LocalizedReason = options.Reason };
        await using var closing = cancellationToken.Register(context.Invalidate).ConfigureAwait(false);
        var (status, secret) = await Task.Run(() =>
        {
            using var query = new SecRecord(SecKind.GenericPassword) { Service = service, Account = name, AuthenticationContext = context };
            using var data = SecKeyChain.QueryAsData(query, false, out var said);
            return (said, said == SecStatusCode.Success ? data?.ToArray() : null);
        }, CancellationToken.None).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (status == SecStatusCode.Success && answered is null)
            lock (guard) (current, since) = (context, (clock.GetTimestamp(), clock.GetUtcNow()));
        return status switch
        {
            SecStatusCode.Success => new(UnlockAnswer.Opened, secret),
            SecStatusCode.UserCanceled => new(UnlockAnswer.Declined),
            SecStatusCode.AuthFailed => new(Check(LAPolicy.DeviceOwnerAuthenticationWithBiometrics) is UnlockAnswer.LockedOut
                ? UnlockAnswer.LockedOut : UnlockAnswer.Declined),
            SecStatusCode.InteractionNotAllowed => new(UnlockAnswer.NotNow),
            SecStatusCode.ItemNotFound => new(UnlockAnswer.Changed),     // what a new face does to an item of the current set, and taking away the code to any
            _ => throw Keychain.Fault(status, "read"),
        };
    }

    public static void Delete(string service, string name)
    {
        using var query = new SecRecord(SecKind.GenericPassword) { Service = service, Account = name };
        if (SecKeyChain.Remove(query) is not (SecStatusCode.Success or SecStatusCode.ItemNotFound) and var status) throw Keychain.Fault(status, "changed");
    }

    /// <summary>What an error of LocalAuthentication says.</summary>
    public static UnlockAnswer Why(NSError? error) => (LAStatus)(long)(error?.Code ?? 0) switch
    {
        LAStatus.BiometryLockout => UnlockAnswer.LockedOut,
        LAStatus.PasscodeNotSet or LAStatus.BiometryNotAvailable or LAStatus.BiometryNotEnrolled => UnlockAnswer.NotSetUp,
        LAStatus.NotInteractive or LAStatus.SystemCancel => UnlockAnswer.NotNow,
        _ => UnlockAnswer.Declined,
    };
}
