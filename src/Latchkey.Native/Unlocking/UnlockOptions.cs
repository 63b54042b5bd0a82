namespace Latchkey.Native;

/// <summary>How the tokens of a session stand behind the device's unlock.</summary>
public sealed class UnlockOptions
{
    /// <summary>What the person reads in the platform's window, in their language, such as "Unlock your orders".</summary>
    public string Reason { get; set; } = "";

    /// <summary>
    /// How long the app may be in the background before what opens the tokens is dropped from memory. The default is two minutes; zero drops it at
    /// once.
    /// </summary>
    public TimeSpan LockAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Whether the device's own code serves as well as a finger or face. Where the platform's hardware does not take both (Android 9 and 10), only
    /// finger and face are asked for.
    /// </summary>
    public bool AllowPasscode { get; set; }

    /// <summary>
    /// For how long one finger or face opens the hardware key that tokens are bound to (<see cref="LatchkeyOptions.DPoP"/>); zero asks for each
    /// request that is signed. Null, the default: that key signs without being asked for. Only for keys made from now on.
    /// </summary>
    public TimeSpan? ProofKeyFor { get; set; }

    internal UnlockOptions Copy() => (UnlockOptions)MemberwiseClone();
}
