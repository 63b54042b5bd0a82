#nullable enable
using System;
using System.Runtime.Versioning;
using Android.OS;
using Android.Security.Keystore;
using Java.Security;

namespace Latchkey.Native;

/// <summary>The Keystore of Android. Whatever it throws is a fault that passes, until it is certain that a key is gone.</summary>
internal static class Keystore
{
    private const string Name = "AndroidKeyStore";

    /// <summary>Does it once more after a failure: the Keystore is a service that is restarted, and is known to stumble.</summary>
    public static T Use<T>(string verb, Func<KeyStore, T> act)
    {
        try
        {
            return act(Open());
        }
        catch (Java.Lang.Throwable e) when (e is not KeyPermanentlyInvalidatedException)
        {
            try
            {
                return act(Open());
            }
            catch (Java.Lang.Throwable again) when (again is not KeyPermanentlyInvalidatedException)
            {
                throw new SignInException(SignInErrorKind.StorageUnavailable, $"The Keystore of this phone cannot be {verb}: {again.Message}", again)
                {
                    IsTransient = true, Hint = "Try again, after a restart of the phone at the latest; nothing was deleted and the person stays signed in.",
                };
            }
        }
    }

    /// <summary>Makes a key in the security chip (StrongBox) where the phone has one, else in the processor's protected part.</summary>
    public static void Make(KeyGenParameterSpec.Builder described, Action<KeyGenParameterSpec> make)
    {
        if (KnowsStrongBox)
        {
            try
            {
                make(described.SetIsStrongBoxBacked(true).Build());
                return;
            }
            catch (StrongBoxUnavailableException)
            {
                described.SetIsStrongBoxBacked(false);
            }
        }
        make(described.Build());
    }

    [SupportedOSPlatformGuard("android28.0")]
    private static bool KnowsStrongBox => Build.VERSION.SdkInt >= BuildVersionCodes.P;

    private static KeyStore Open()
    {
        var store = KeyStore.GetInstance(Name)!;
        store.Load(null);
        return store;
    }
}
