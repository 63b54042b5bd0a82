#nullable enable
using System.Runtime.Versioning;
using Android.OS;

namespace Latchkey.Native;

/// <summary>What this phone's Android knows.</summary>
internal static class AndroidVersion
{
    /// <summary>Android 9: BiometricPrompt, StrongBox.</summary>
    [SupportedOSPlatformGuard("android28.0")]
    public static bool HasPrompt => Build.VERSION.SdkInt >= BuildVersionCodes.P;

    /// <summary>Android 10: BiometricManager.</summary>
    [SupportedOSPlatformGuard("android29.0")]
    public static bool HasManager => Build.VERSION.SdkInt >= BuildVersionCodes.Q;

    /// <summary>Android 11: which ways of answering serve, for windows and for keys.</summary>
    [SupportedOSPlatformGuard("android30.0")]
    public static bool HasWays => Build.VERSION.SdkInt >= BuildVersionCodes.R;
}
