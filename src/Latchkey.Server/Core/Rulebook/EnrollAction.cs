namespace Latchkey.Server.Core.Rulebook;

/// <summary>When people are asked to set up what the policy requires.</summary>
/// <param name="Self">One of <see cref="All"/>.</param>
internal sealed record EnrollAction(string Self)
{
    /// <summary>When they sign in.</summary>
    public const string AtLogin = "LOGIN";
    /// <summary>When a second factor is asked for that they do not have.</summary>
    public const string AtChallenge = "CHALLENGE";
    /// <summary>Not by themselves: whom a second factor is required of, and who has none, does not get in.</summary>
    public const string Never = "NEVER";

    public static readonly IReadOnlyList<string> All = [AtLogin, AtChallenge, Never];
}
