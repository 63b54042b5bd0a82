namespace Latchkey.Server.Core.Rulebook;

/// <summary>What a rule of a global session policy decides. Contract §3.9, <c>signon</c>.</summary>
internal sealed record SessionAction
{
    /// <summary>As long as a session lasts at most, whatever a policy says.</summary>
    public const int LongestMinutes = 30 * 24 * 60;

    public bool Deny { get; init; }
    /// <summary>Everybody gives a second factor, and sets one up first who has none. Otherwise whoever has set one up gives it.</summary>
    public bool RequireFactor { get; init; }
    /// <summary>One of <see cref="Rulebook.PromptMode"/>.</summary>
    public string PromptMode { get; init; } = Rulebook.PromptMode.Always;
    /// <summary>How long a second factor counts, where the mode is not always; 0: without an end.</summary>
    public int FactorMinutes { get; init; }
    /// <summary>A device is remembered unless the person says no.</summary>
    public bool RememberByDefault { get; init; }
    /// <summary>A password is among what is proven.</summary>
    public bool PasswordFirst { get; init; }
    public int IdleMinutes { get; init; } = 120;
    public int LifetimeMinutes { get; init; } = LongestMinutes;
    /// <summary>Browsers keep the cookie when they are closed. Of the rule that every org has, the org's own setting says so.</summary>
    public bool Persistent { get; init; }
}
