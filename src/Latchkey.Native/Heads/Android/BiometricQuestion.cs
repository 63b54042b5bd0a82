#nullable enable
using System;
using System.Threading;
using System.Threading.Tasks;
using Android.Content;
using Android.Hardware.Biometrics;
using Android.OS;

namespace Latchkey.Native;

/// <summary>Android's own window for finger, face and the phone's code (BiometricPrompt). Android 9 and later.</summary>
internal sealed class BiometricQuestion(AndroidApp app, string reason)
{
    /// <summary>Asks.</summary>
    /// <param name="operation">What the answer shall unlock; null when it is only to be known.</param>
    /// <param name="ways">Which ways of answering are offered.</param>
    /// <param name="cancellationToken">Takes the window away.</param>
    public Task<PresenceAnswer> AskAsync(BiometricPrompt.CryptoObject? operation, Ways ways, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsAndroidVersionAtLeast(28)) return Task.FromResult(PresenceAnswer.Unavailable);
        var answer = new Answer();
        app.OnMain(() =>
        {
            if (OperatingSystem.IsAndroidVersionAtLeast(28)) Show(operation, ways, answer, cancellationToken);
        });
        return answer.Task.WaitAsync(cancellationToken);
    }

    [System.Runtime.Versioning.SupportedOSPlatform("android28.0")]
    private void Show(BiometricPrompt.CryptoObject? operation, Ways ways, Answer answer, CancellationToken ct)
    {
        try
        {
            using var builder = new BiometricPrompt.Builder(app.Front);
            builder.SetTitle(reason);
            if (OperatingSystem.IsAndroidVersionAtLeast(30)) builder.SetAllowedAuthenticators((int)Authenticators(ways));
            else if (OperatingSystem.IsAndroidVersionAtLeast(29) && ways == Ways.Both && operation is null) AllowCode(builder);
            else if (ways == Ways.Code)
            {
                answer.Is(PresenceAnswer.Unavailable);      // before Android 11 the code opens no key
                return;
            }
            if (ways == Ways.Biometric || !OperatingSystem.IsAndroidVersionAtLeast(29))
                builder.SetNegativeButton(app.Front.GetString(Android.Resource.String.Cancel), app.Front.MainExecutor!, answer);
            using var prompt = builder.Build();
            var window = new CancellationSignal();
            ct.Register(() => app.OnMain(window.Cancel));
            if (operation is null) prompt.Authenticate(window, app.Front.MainExecutor!, answer);
            else prompt.Authenticate(operation, window, app.Front.MainExecutor!, answer);
        }
        catch (Java.Lang.RuntimeException e)
        {
            answer.Fails(e);
        }
    }

    [System.Runtime.Versioning.SupportedOSPlatform("android30.0")]
    private static BiometricManagerAuthenticators Authenticators(Ways ways) => ways switch
    {
        Ways.Biometric => BiometricManagerAuthenticators.BiometricStrong,
        Ways.Code => BiometricManagerAuthenticators.DeviceCredential,
        _ => BiometricManagerAuthenticators.BiometricStrong | BiometricManagerAuthenticators.DeviceCredential,
    };

#pragma warning disable CA1422 // Android 10 knows no other way.
    [System.Runtime.Versioning.SupportedOSPlatform("android29.0")]
    private static void AllowCode(BiometricPrompt.Builder builder) => builder.SetDeviceCredentialAllowed(true);
#pragma warning restore CA1422

    /// <summary>Which ways of answering are offered.</summary>
    public enum Ways
    {
        /// <summary>A finger or a face.</summary>
        Biometric,
        /// <summary>The phone's own code.</summary>
        Code,
        /// <summary>Either.</summary>
        Both,
    }

    [System.Runtime.Versioning.SupportedOSPlatform("android28.0")]
    private sealed class Answer : BiometricPrompt.AuthenticationCallback, IDialogInterfaceOnClickListener
    {
        private readonly TaskCompletionSource<PresenceAnswer> said = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<PresenceAnswer> Task => said.Task;

        public void Is(PresenceAnswer answer) => said.TrySetResult(answer);

        public void Fails(Exception why) => said.TrySetException(why);

        public override void OnAuthenticationSucceeded(BiometricPrompt.AuthenticationResult? result) => Is(PresenceAnswer.Confirmed);

        // One finger that was not recognised is not the end (OnAuthenticationFailed); an error is.
        public override void OnAuthenticationError(BiometricErrorCode errorCode, Java.Lang.ICharSequence? errString) =>
            Is(errorCode is BiometricErrorCode.UserCanceled or BiometricErrorCode.Canceled or BiometricErrorCode.Timeout ? PresenceAnswer.Declined : PresenceAnswer.Unavailable);

        public void OnClick(IDialogInterface? dialog, int which) => Is(PresenceAnswer.Declined);
    }
}
