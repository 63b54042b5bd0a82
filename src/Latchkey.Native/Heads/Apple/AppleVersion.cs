#nullable enable
using System;
using System.Runtime.Versioning;

namespace Latchkey.Native;

/// <summary>What this device's system knows.</summary>
internal static class AppleVersion
{
    /// <summary>A web session that catches an https address.</summary>
    [SupportedOSPlatformGuard("ios17.4")]
    [SupportedOSPlatformGuard("maccatalyst17.4")]
    public static bool HasHttpsCallbacks => OperatingSystem.IsIOSVersionAtLeast(17, 4) || OperatingSystem.IsMacCatalystVersionAtLeast(17, 4);
}
