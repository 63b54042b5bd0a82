namespace Latchkey.Native.Unlocking;

/// <summary>What it means for the app that tokens, or a key, stay locked. None of it signs anybody out.</summary>
internal static class UnlockFaults
{
    public static SignInException Of(UnlockAnswer answer) => answer switch
    {
        UnlockAnswer.LockedOut =>
            Required(answer, "The device takes no finger or face now: there were too many tries.", "Unlock the device with its code, or wait, and try again."),
        UnlockAnswer.NotSetUp => Required(answer, "This device has nothing to unlock with: no code, finger or face is set up that may be used.",
            "Set one up in the device's settings, or sign in with SignInRequest.BehindUnlock = false."),
        UnlockAnswer.NotNow => new(SignInErrorKind.Locked, "The tokens are behind the device's unlock, and nobody can be asked now.")
        {
            Unlock = answer, Hint = "Ask again when the app is in front and the device is unlocked; the person stays signed in.",
        },
        UnlockAnswer.Changed =>
            new(SignInErrorKind.UnlockChanged, "What opened the tokens is gone: a finger or face was added to this device, or its code was taken away.")
            {
                Unlock = answer, Hint = "Call SignInAsync: the person signs in again, which replaces the tokens. Until then nothing is deleted.",
            },
        _ => Required(UnlockAnswer.Declined, "The person did not unlock.", "Ask again when they want to go on."),
    };

    private static SignInException Required(UnlockAnswer answer, string message, string hint) =>
        new(SignInErrorKind.PresenceRequired, message) { Unlock = answer, Hint = hint };

    /// <summary>A vault that is not ours may throw what it likes; the app sees one name for it.</summary>
    public static async Task<T> Named<T>(Func<Task<T>> act, IUnlockVault vault)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not SignInException and not OperationCanceledException)
        {
            throw SignInException.StorageUnavailable($"{vault.Description} cannot be used: {e.Message}",
                "Unlock the device and try again; the person stays signed in.", e);
        }
    }
}
