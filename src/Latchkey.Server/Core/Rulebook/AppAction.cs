namespace Latchkey.Server.Core.Rulebook;

/// <summary>What a rule of an app's sign-on policy decides. Contract §3.9, <c>appSignOn</c>.</summary>
internal sealed record AppAction
{
    /// <summary>Not again while the session lasts: Okta's five years.</summary>
    public const string NeverAgain = "PT43800H";

    private const string Knowledge = """
        "knowledge":{"types":["password"],"required":true}
        """;

    private const string Possession = """
        "possession":{"phishingResistant":"REQUIRED","required":true}
        """;

    public bool Deny { get; init; }
    public bool TwoFactors { get; init; }
    /// <summary>A password is among what is proven.</summary>
    public bool Password { get; init; }
    /// <summary>A site that looks like this one would get nothing from what is proven.</summary>
    public bool PhishingResistant { get; init; }
    /// <summary>How long a sign-in counts here, as it was written; zero: it is asked for each time.</summary>
    public string ReauthenticateIn { get; init; } = NeverAgain;
    /// <summary>What <see cref="Password"/> and <see cref="PhishingResistant"/> were said with, in JSON: it is answered as it came.</summary>
    public string Constraints { get; init; } = "[]";

    /// <summary>The same with these two; in the words that they were said with, where they are what they were.</summary>
    public AppAction Asking(bool password, bool phishingResistant) => (password, phishingResistant) == (Password, PhishingResistant) ? this
        : this with { Password = password, PhishingResistant = phishingResistant, Constraints = Written(password, phishingResistant) };

    private static string Written(bool password, bool phishingResistant) =>
        (password, phishingResistant) switch
        {
            (false, false) => "[]",
            (true, false) => $"[{{{Knowledge}}}]",
            (false, true) => $"[{{{Possession}}}]",
            _ => $"[{{{Knowledge},{Possession}}}]",
        };
}
