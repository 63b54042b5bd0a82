namespace Latchkey.Server.Core.Rulebook;

/// <summary>How unusual a sign-in is. This server knows one sign of it: whether the person has signed in with this device before.</summary>
internal static class SignInRisk
{
    /// <summary>They have.</summary>
    public const string Low = "LOW";
    /// <summary>They have not, as far as the device can show.</summary>
    public const string High = "HIGH";

    public static readonly IReadOnlyList<string> All = [Low, High];
}
