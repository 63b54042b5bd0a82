namespace Latchkey.Server.Core.People;

/// <summary>What an org asks of passwords. Contract §3.9, PASSWORD.</summary>
public sealed record PasswordSettings
{
    /// <summary>What is asked where nobody has said anything else.</summary>
    public static readonly PasswordSettings Default = new();

    public int MinLength { get; init; } = 8;
    public int MinLower { get; init; } = 1;
    public int MinUpper { get; init; } = 1;
    public int MinNumber { get; init; } = 1;
    public int MinSymbol { get; init; }
    /// <summary>The same character so often in a row at most; null: no matter.</summary>
    public int? MaxRepeated { get; init; }
    public bool ExcludeLogin { get; init; } = true;
    /// <summary>Of the profile: what is in one of these is not in the password.</summary>
    public IReadOnlyList<string> ExcludedAttributes { get; init; } = [];
    public bool ExcludeCommon { get; init; } = true;
    /// <summary>0: a password does not age.</summary>
    public int MaxAgeDays { get; init; }
    /// <summary>So many days before that, people are reminded of it; 0: they are not.</summary>
    public int WarnDays { get; init; }
    /// <summary>Who has just chosen one chooses no other before.</summary>
    public int MinAgeMinutes { get; init; }
    /// <summary>So many earlier ones are not chosen again.</summary>
    public int History { get; init; }
    /// <summary>Wrong ones in a row before the account locks.</summary>
    public int MaxAttempts { get; init; } = 10;
    /// <summary>After so long a lock ends by itself, so that a stranger's guesses do not shut a person out for good; 0: never.</summary>
    public int UnlockMinutes { get; init; } = 15;
    /// <summary>Whoever tries is told of a lock, whatever they typed, and the same of a name that nobody has; else a lock sounds like a wrong one.</summary>
    public bool ShowsLocks { get; init; }
    /// <summary>A forgotten one is replaced by mail. Of the policy that every org has, the org's own setting says so.</summary>
    public bool RecoveredByMail { get; init; } = true;
    /// <summary>Whoever recovers their account answers the question that they have set as well, if they have.</summary>
    public bool AsksQuestion { get; init; }
    /// <summary>How long the mailed link works.</summary>
    public int RecoveryMinutes { get; init; } = 60;
}
