namespace Latchkey.Native;

/// <summary>What came of asking the person to unlock.</summary>
/// <param name="Answer">What they, or the device, said.</param>
/// <param name="Key">The key, with <see cref="UnlockAnswer.Opened"/> alone.</param>
public readonly record struct UnlockedKey(UnlockAnswer Answer, byte[]? Key = null);
