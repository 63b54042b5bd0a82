namespace Latchkey.AspNetCore;

/// <summary>Names that other parts of an application may need to refer to.</summary>
public static class LatchkeyDefaults
{
    /// <summary>The authentication scheme that <c>AddLatchkey</c> registers.</summary>
    public const string AuthenticationScheme = "Latchkey";
}
