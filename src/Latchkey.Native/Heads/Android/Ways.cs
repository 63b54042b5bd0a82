#nullable enable
namespace Latchkey.Native;

/// <summary>How the person may answer.</summary>
internal enum Ways
{
    /// <summary>A finger or a face.</summary>
    Biometric,
    /// <summary>Those, or the phone's own code.</summary>
    Both,
}
