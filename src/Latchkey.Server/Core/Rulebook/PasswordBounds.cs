using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>Between which numbers a password policy chooses. Contract §3.9, PASSWORD.</summary>
internal static class PasswordBounds
{
    /// <exception cref="RuleException">It chooses another one.</exception>
    public static PasswordSettings Checked(PasswordSettings given)
    {
        const string complexity = "settings.password.complexity.", age = "settings.password.age.", lockout = "settings.password.lockout.";
        Between(complexity + "minLength", given.MinLength, 4, 128);
        Between(complexity + "minLowerCase", given.MinLower, 0, 30);
        Between(complexity + "minUpperCase", given.MinUpper, 0, 30);
        Between(complexity + "minNumber", given.MinNumber, 0, 30);
        Between(complexity + "minSymbol", given.MinSymbol, 0, 30);
        if (given.MaxRepeated is { } repeated) Between(complexity + "maxConsecutiveCharacters", repeated, 1, 72);
        Between(age + "maxAgeDays", given.MaxAgeDays, 0, 3_650);
        Between(age + "expireWarnDays", given.WarnDays, 0, given.MaxAgeDays > 0 ? given.MaxAgeDays - 1 : 3_650);
        Between(age + "minAgeMinutes", given.MinAgeMinutes, 0, 525_600);
        Between(age + "historyCount", given.History, 0, 30);
        Between(lockout + "maxAttempts", given.MaxAttempts, 1, 100);
        Between(lockout + "autoUnlockMinutes", given.UnlockMinutes, 0, 525_600);
        Between("settings.recovery.factors.okta_email.properties.recoveryToken.tokenLifetimeMinutes", given.RecoveryMinutes, 5, 10_080);
        return given;
    }

    private static void Between(string field, int given, int least, int most)
    {
        if (given < least || given > most) throw new RuleException(field, $"must be between {least} and {most}");
    }
}
