// See Java.cs. A prompt is answered by whoever plays the person: AndroidPhone.Prompt.
using Android.Content;
using Latchkey.Stubs.Android;
using Java.Util.Concurrent;

namespace Android.Hardware.Biometrics
{
    [Flags]
    public enum BiometricManagerAuthenticators { BiometricStrong = 15, BiometricWeak = 255, DeviceCredential = 32768 }

    public enum BiometricErrorCode
    {
        HwUnavailable = 1, UnableToProcess = 2, Timeout = 3, NoSpace = 4, Canceled = 5, Lockout = 7, Vendor = 8, LockoutPermanent = 9, UserCanceled = 10,
        NoBiometrics = 11, HwNotPresent = 12, NoDeviceCredential = 14, SecurityUpdateRequired = 15,
    }

    public class BiometricPrompt : Java.Lang.Object
    {
        internal string Title { get; init; } = "";
        internal int Allowed { get; init; }
        internal bool HasNegativeButton { get; init; }

        public virtual void Authenticate(OS.CancellationSignal cancel, IExecutor executor, AuthenticationCallback callback) => Ask(null, cancel, callback);
        public virtual void Authenticate(CryptoObject crypto, OS.CancellationSignal cancel, IExecutor executor, AuthenticationCallback callback) => Ask(crypto, cancel, callback);

        private void Ask(CryptoObject? crypto, OS.CancellationSignal cancel, AuthenticationCallback callback)
        {
            var process = AndroidProcess.Current;
            if (!process.IsMainThread) throw new Java.Lang.IllegalStateException("Must be called from the main thread");
            process.Phone.Ask(new AndroidPrompt(process, Title, Allowed, crypto, callback), cancel);
        }

        public class Builder : Java.Lang.Object
        {
            private string title = "";
            private int allowed = (int)BiometricManagerAuthenticators.BiometricStrong;
            private bool hasNegativeButton;

            public Builder(Context? context) => ArgumentNullException.ThrowIfNull(context);
            public Builder SetTitle(string title) { this.title = title; return this; }
            public virtual Builder SetAllowedAuthenticators(int authenticators) { allowed = authenticators; return this; }
            public virtual Builder SetDeviceCredentialAllowed(bool allowed) { this.allowed |= allowed ? (int)BiometricManagerAuthenticators.DeviceCredential : 0; return this; }
            public Builder SetNegativeButton(string text, IExecutor executor, IDialogInterfaceOnClickListener listener) { hasNegativeButton = true; return this; }

            public virtual BiometricPrompt Build()
            {
                var hasCode = (allowed & (int)BiometricManagerAuthenticators.DeviceCredential) != 0;
                if (hasCode == hasNegativeButton) throw new Java.Lang.RuntimeException(hasCode ? "Can't have both negative button behavior and device credential enabled" : "Negative text must be set and non-empty");
                return new BiometricPrompt { Title = title, Allowed = allowed, HasNegativeButton = hasNegativeButton };
            }
        }

        public abstract class AuthenticationCallback : Java.Lang.Object
        {
            public virtual void OnAuthenticationError(BiometricErrorCode errorCode, Java.Lang.ICharSequence? errString) { }
            public virtual void OnAuthenticationFailed() { }
            public virtual void OnAuthenticationSucceeded(AuthenticationResult? result) { }
        }

        public class AuthenticationResult : Java.Lang.Object
        {
            internal AuthenticationResult(CryptoObject? crypto) => CryptoObject = crypto;
            public virtual CryptoObject? CryptoObject { get; }
        }

        public sealed class CryptoObject : Java.Lang.Object
        {
        }
    }
}

namespace Latchkey.Stubs.Android
{
    using global::Android.Hardware.Biometrics;

    /// <summary>Android's window for finger, face or code.</summary>
    public sealed class AndroidPrompt(AndroidProcess process, string title, int allowed, BiometricPrompt.CryptoObject? crypto, BiometricPrompt.AuthenticationCallback callback)
    {
        public string Title => title;
        public bool TakesFinger => (allowed & 15) != 0;
        public bool TakesCode => (allowed & (int)BiometricManagerAuthenticators.DeviceCredential) != 0;
        internal BiometricPrompt.CryptoObject? Crypto => crypto;

        public void Finger() => End(() => callback.OnAuthenticationSucceeded(new BiometricPrompt.AuthenticationResult(crypto)));
        public void Code() => End(() => callback.OnAuthenticationSucceeded(new BiometricPrompt.AuthenticationResult(crypto)));
        public void WrongFinger() => process.Post(callback.OnAuthenticationFailed);
        public void Fails(BiometricErrorCode why) => End(() => callback.OnAuthenticationError(why, null));

        private void End(Action how)
        {
            process.Phone.Answered(this);
            process.Post(how);
        }
    }
}
