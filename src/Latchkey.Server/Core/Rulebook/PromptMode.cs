namespace Latchkey.Server.Core.Rulebook;

/// <summary>How often whoever gives a second factor gives it again. Contract §3.9, <c>factorPromptMode</c>.</summary>
internal static class PromptMode
{
    /// <summary>At each sign-in.</summary>
    public const string Always = "ALWAYS";
    /// <summary>Once for a device that is to be remembered, until the rule's time is over.</summary>
    public const string Device = "DEVICE";
    /// <summary>At each sign-in, and in a session again when the rule's time is over.</summary>
    public const string Session = "SESSION";

    public static readonly IReadOnlyList<string> All = [Always, Device, Session];
}
