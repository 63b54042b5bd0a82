namespace Latchkey.Native;

/// <summary>What came of asking the person to unlock.</summary>
public enum UnlockAnswer
{
    /// <summary>It is open.</summary>
    Opened,
    /// <summary>They pressed cancel, or were not recognised.</summary>
    Declined,
    /// <summary>Too many tries: the device takes no finger or face for some time, or until its code was entered.</summary>
    LockedOut,
    /// <summary>The device has no code, finger or face that could be asked for.</summary>
    NotSetUp,
    /// <summary>Nobody can be asked now: the app is not in front, or the device is locked.</summary>
    NotNow,
    /// <summary>Gone for ever: a finger or face was added since, or the device's code was taken away.</summary>
    Changed,
}
