// See Java.cs. A prompt is answered by whoever plays the person: AndroidPhone.Prompt.
using Android.Content;
using Latchkey.Stubs.Android;
using Java.Util.Concurrent;
using System.Reflection;

namespace Android.Hardware.Biometrics
{
    [Flags]
    public enum BiometricManagerAuthenticators { BiometricStrong = 15, BiometricWeak = 255, DeviceCredential = 32768 }

    public enum BiometricErrorCode
    {
        HwUnavailable = 1, UnableToProcess = 2, Timeout = 3, NoSpace = 4, Canceled = 5, Lockout = 7, Vendor = 8, LockoutPermanent = 9, UserCanceled = 10,
        NoBiometrics = 11, HwNotPresent = 12, NoDeviceCredential = 14, SecurityUpdateRequired = 15,
    }

    public enum BiometricCode { Success = 0, ErrorHwUnavailable = 1, ErrorNoneEnrolled = 11, ErrorNoHardware = 12, ErrorSecurityUpdateRequired = 15 }

    [System.Runtime.Versioning.SupportedOSPlatform("android29.0")]
    public class BiometricManager : Java.Lang.Object
    {
        [System.Runtime.Versioning.ObsoletedOSPlatform("android30.0")]
        public virtual BiometricCode CanAuthenticate() => Ask((int)BiometricManagerAuthenticators.BiometricStrong);

        [System.Runtime.Versioning.SupportedOSPlatform("android30.0")]
        public virtual BiometricCode CanAuthenticate(int authenticators)
        {
            AndroidProcess.Requires(OS.BuildVersionCodes.R);
            return Ask(authenticators);
        }

        private static BiometricCode Ask(int authenticators)
        {
            var phone = AndroidProcess.Current.Phone;
            if ((authenticators & (int)BiometricManagerAuthenticators.DeviceCredential) != 0 && phone.HasCode) return BiometricCode.Success;
            return (authenticators & 15) == 0 || phone.Fingers == 0 ? BiometricCode.ErrorNoneEnrolled : BiometricCode.Success;
        }
    }

    [System.Runtime.Versioning.SupportedOSPlatform("android28.0")]
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
            if (!process.App.GetCustomAttributes<App.UsesPermissionAttribute>().Any(p => p.Name == "android.permission.USE_BIOMETRIC"))
                throw new Java.Lang.SecurityException("Must have USE_BIOMETRIC permission");
            if (crypto?.Operation is { } operation && (Allowed & (int)BiometricManagerAuthenticators.DeviceCredential) != 0 && !operation.TakesCode)
                throw new Java.Lang.IllegalArgumentException("The code does not open this key");
            process.Phone.Ask(new AndroidPrompt(process, Title, Allowed, crypto, callback), cancel);
        }

        public class Builder : Java.Lang.Object
        {
            private string title = "";
            private int allowed = (int)BiometricManagerAuthenticators.BiometricStrong;
            private bool hasNegativeButton;

            public Builder(Context? context) => ArgumentNullException.ThrowIfNull(context);
            public Builder SetTitle(string title) { this.title = title; return this; }
            [System.Runtime.Versioning.SupportedOSPlatform("android30.0")]
            public virtual Builder SetAllowedAuthenticators(int authenticators)
            {
                AndroidProcess.Requires(OS.BuildVersionCodes.R);
                allowed = authenticators;
                return this;
            }
            [System.Runtime.Versioning.SupportedOSPlatform("android29.0")]
            [System.Runtime.Versioning.ObsoletedOSPlatform("android30.0")]
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
            public CryptoObject(Javax.Crypto.Cipher cipher) => Operation = cipher.Operation;
            public CryptoObject(Java.Security.Signature signature) => Operation = signature.Operation;
            internal KeystoreOperation Operation { get; }
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

        public void Finger()
        {
            if (!TakesFinger) throw new InvalidOperationException("This window takes no finger.");
            process.Phone.LastFinger = process.Phone.Now;
            Succeeds();
        }

        public void Code()
        {
            if (!TakesCode) throw new InvalidOperationException("This window takes no code.");
            Succeeds();
        }

        private void Succeeds()
        {
            if (crypto is not null) crypto.Operation.IsAnswered = true;
            End(() => callback.OnAuthenticationSucceeded(new BiometricPrompt.AuthenticationResult(crypto)));
        }

        public void WrongFinger() => process.Post(callback.OnAuthenticationFailed);
        public void Fails(BiometricErrorCode why) => End(() => callback.OnAuthenticationError(why, null));

        private void End(Action how)
        {
            process.Phone.Answered(this);
            process.Post(how);
        }
    }
}
