#if IOS || MACCATALYST
using Foundation;
using LocalAuthentication;
#elif ANDROID
using Android.Content;
using Android.Hardware.Biometrics;
using Android.OS;
using Microsoft.Maui.ApplicationModel;
#endif

namespace Latchkey.Native.Maui;

/// <summary>Face ID, Touch ID, the fingerprint, or the phone's own code.</summary>
/// <param name="reason">What the person reads in the platform's window, in their language.</param>
public sealed class MauiUserPresence(string reason) : IUserPresence
{
#if IOS || MACCATALYST
    /// <inheritdoc/>
    public async Task<PresenceAnswer> ConfirmAsync(CancellationToken cancellationToken)
    {
        using var context = new LAContext();
        if (!context.CanEvaluatePolicy(LAPolicy.DeviceOwnerAuthentication, out _)) return PresenceAnswer.Unavailable;
        var (isThere, error) = await context.EvaluatePolicyAsync(LAPolicy.DeviceOwnerAuthentication, reason).WaitAsync(cancellationToken).ConfigureAwait(false);
        return isThere ? PresenceAnswer.Confirmed
            : error is { } e && (LAStatus)(long)e.Code is LAStatus.PasscodeNotSet or LAStatus.BiometryNotAvailable or LAStatus.BiometryNotEnrolled or LAStatus.BiometryLockout
                ? PresenceAnswer.Unavailable : PresenceAnswer.Declined;
    }
#elif ANDROID
    /// <inheritdoc/>
    public Task<PresenceAnswer> ConfirmAsync(CancellationToken cancellationToken) => MainThread.InvokeOnMainThreadAsync(async () =>
    {
        if (Platform.CurrentActivity is not { } activity) return PresenceAnswer.Unavailable;
        var answer = new Answer();
        using var cancel = new CancellationSignal();
        using var registration = cancellationToken.Register(cancel.Cancel);
        using var builder = new BiometricPrompt.Builder(activity);
        builder.SetTitle(reason);
        if (OperatingSystem.IsAndroidVersionAtLeast(30)) builder.SetAllowedAuthenticators((int)(BiometricManagerAuthenticators.BiometricStrong | BiometricManagerAuthenticators.DeviceCredential));
        else if (OperatingSystem.IsAndroidVersionAtLeast(29)) builder.SetDeviceCredentialAllowed(true);
        else builder.SetNegativeButton(activity.GetString(Android.Resource.String.Cancel), activity.MainExecutor!, answer);
        using var prompt = builder.Build();
        prompt.Authenticate(cancel, activity.MainExecutor!, answer);
        return await answer.Task.WaitAsync(cancellationToken);
    });

    private sealed class Answer : BiometricPrompt.AuthenticationCallback, IDialogInterfaceOnClickListener
    {
        private readonly TaskCompletionSource<PresenceAnswer> said = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<PresenceAnswer> Task => said.Task;

        public override void OnAuthenticationSucceeded(BiometricPrompt.AuthenticationResult? result) => said.TrySetResult(PresenceAnswer.Confirmed);

        // One finger that was not recognised is not the end (OnAuthenticationFailed); an error is.
        public override void OnAuthenticationError(BiometricErrorCode errorCode, Java.Lang.ICharSequence? errString) =>
            said.TrySetResult(errorCode is BiometricErrorCode.UserCanceled or BiometricErrorCode.Canceled or BiometricErrorCode.Timeout ? PresenceAnswer.Declined : PresenceAnswer.Unavailable);

        public void OnClick(IDialogInterface? dialog, int which) => said.TrySetResult(PresenceAnswer.Declined);
    }
#else
    /// <inheritdoc/>
    public Task<PresenceAnswer> ConfirmAsync(CancellationToken cancellationToken) => Task.FromResult(PresenceAnswer.Unavailable);
#endif
}
