#nullable enable
using System;
using System.Runtime.Versioning;
using System.Threading;
using System.Threading.Tasks;
using Android.App;
using Android.Content;
using Android.Hardware.Biometrics;
using Android.OS;

namespace Latchkey.Native;

/// <summary>Android's own window for finger, face and the phone's code (BiometricPrompt). Android 9 and later.</summary>
internal sealed class BiometricQuestion(AndroidApp app, string reason)
{
    /// <summary>Whether the person could answer. Android 9 has no way of asking that: a key says it when it is made.</summary>
    public UnlockAnswer Check(Ways ways)
    {
        if (!AndroidVersion.HasPrompt) return UnlockAnswer.NotSetUp;
        if (!AndroidVersion.HasManager) return UnlockAnswer.Opened;
        using var manager = (BiometricManager?)app.Front.GetSystemService(Context.BiometricService);
        return (AndroidVersion.HasWays ? manager?.CanAuthenticate((int)Authenticators(ways)) : CanAuthenticate(manager)) switch
        {
            BiometricCode.Success => UnlockAnswer.Opened,
            BiometricCode.ErrorHwUnavailable => UnlockAnswer.NotNow,
            _ => UnlockAnswer.NotSetUp,
        };
    }

    /// <summary>Asks, in the activity in front. Without one nobody is asked: a window from the background would be refused.</summary>
    /// <param name="operation">What the answer shall unlock; null when it is only to be known.</param>
    /// <param name="ways">Which ways of answering are offered. For a key, both serve from Android 11 on.</param>
    /// <param name="cancellationToken">Takes the window away.</param>
    public async Task<UnlockAnswer> AskAsync(BiometricPrompt.CryptoObject? operation, Ways ways, CancellationToken cancellationToken)
    {
        if (!AndroidVersion.HasPrompt) return UnlockAnswer.NotSetUp;
        var answer = new Answer();
        app.WhenInFront(front =>
        {
            if (!AndroidVersion.HasPrompt || cancellationToken.IsCancellationRequested) return;
            if (front is null) answer.Is(UnlockAnswer.NotNow);
            else Show(front, operation, ways, answer, cancellationToken);
        });
        return await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    [SupportedOSPlatform("android28.0")]
    private void Show(Activity front, BiometricPrompt.CryptoObject? operation, Ways ways, Answer answer, CancellationToken ct)
    {
        try
        {
            using var builder = new BiometricPrompt.Builder(front);
            builder.SetTitle(reason);
            var takesCode = ways == Ways.Both && (AndroidVersion.HasWays || (AndroidVersion.HasManager && operation is null));
            if (AndroidVersion.HasWays) builder.SetAllowedAuthenticators((int)Authenticators(ways));
            else if (AndroidVersion.HasManager && takesCode) AllowCode(builder);
            if (!takesCode) builder.SetNegativeButton(front.GetString(Android.Resource.String.Cancel), front.MainExecutor!, answer);
            using var prompt = builder.Build();
            var window = new CancellationSignal();
            var link = ct.Register(() => app.OnMain(window.Cancel));
            _ = answer.Task.ContinueWith(_ => link.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            if (operation is null) prompt.Authenticate(window, front.MainExecutor!, answer);
            else prompt.Authenticate(operation, window, front.MainExecutor!, answer);
        }
        catch (Java.Lang.RuntimeException e)
        {
            answer.Fails(e);
        }
    }

    [SupportedOSPlatform("android30.0")]
    private static BiometricManagerAuthenticators Authenticators(Ways ways) =>
        BiometricManagerAuthenticators.BiometricStrong | (ways == Ways.Both ? BiometricManagerAuthenticators.DeviceCredential : 0);

#pragma warning disable CA1422 // Android 10 knows no other way.
    [SupportedOSPlatform("android29.0")]
    private static BiometricCode? CanAuthenticate(BiometricManager? manager) => manager?.CanAuthenticate();

    [SupportedOSPlatform("android29.0")]
    private static void AllowCode(BiometricPrompt.Builder builder) => builder.SetDeviceCredentialAllowed(true);
#pragma warning restore CA1422

    [SupportedOSPlatform("android28.0")]
    private sealed class Answer : BiometricPrompt.AuthenticationCallback, IDialogInterfaceOnClickListener
    {
        private readonly TaskCompletionSource<UnlockAnswer> said = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<UnlockAnswer> Task => said.Task;

        public void Is(UnlockAnswer answer) => said.TrySetResult(answer);

        public void Fails(Exception why) => said.TrySetException(why);

        public override void OnAuthenticationSucceeded(BiometricPrompt.AuthenticationResult? result) => Is(UnlockAnswer.Opened);

        // One finger that was not recognised is not the end (OnAuthenticationFailed); an error is.
        public override void OnAuthenticationError(BiometricErrorCode errorCode, Java.Lang.ICharSequence? errString) => Is(errorCode switch
        {
            BiometricErrorCode.UserCanceled or BiometricErrorCode.Timeout or BiometricErrorCode.UnableToProcess => UnlockAnswer.Declined,
            BiometricErrorCode.Lockout or BiometricErrorCode.LockoutPermanent => UnlockAnswer.LockedOut,
            // The system took the window away, or another has the sensor.
            BiometricErrorCode.Canceled or BiometricErrorCode.HwUnavailable => UnlockAnswer.NotNow,
            _ => UnlockAnswer.NotSetUp,
        });

        public void OnClick(IDialogInterface? dialog, int which) => Is(UnlockAnswer.Declined);
    }
}
