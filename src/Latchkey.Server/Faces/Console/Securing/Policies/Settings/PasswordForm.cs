using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Settings;

/// <summary>What a password policy asks, as a form has it. Contract §3.9, PASSWORD.</summary>
internal static class PasswordForm
{
    public const string Complexity = "settings.password.complexity.";
    public const string Age = "settings.password.age.";
    public const string Lockout = "settings.password.lockout.";
    public const string MinLength = Complexity + "minLength";
    public const string MinLower = Complexity + "minLowerCase";
    public const string MinUpper = Complexity + "minUpperCase";
    public const string MinNumber = Complexity + "minNumber";
    public const string MinSymbol = Complexity + "minSymbol";
    public const string MaxRepeated = Complexity + "maxConsecutiveCharacters";
    public const string ExcludeLogin = Complexity + "excludeUsername";
    public const string ExcludeCommon = Complexity + "dictionary.common.exclude";
    public const string ExcludeFirst = Complexity + "excludeAttributes.firstName";
    public const string ExcludeLast = Complexity + "excludeAttributes.lastName";
    public const string MaxAge = Age + "maxAgeDays";
    public const string Warn = Age + "expireWarnDays";
    public const string MinAge = Age + "minAgeMinutes";
    public const string History = Age + "historyCount";
    public const string Attempts = Lockout + "maxAttempts";
    public const string Unlock = Lockout + "autoUnlockMinutes";
    public const string ShowsLocks = Lockout + "showLockoutFailures";
    public const string ByMail = "settings.recovery.factors.okta_email.status";
    public const string LinkLasts = "settings.recovery.factors.okta_email.properties.recoveryToken.tokenLifetimeMinutes";
    public const string Question = "settings.recovery.factors.recovery_question.status";

    private const string FirstName = "firstName";
    private const string LastName = "lastName";

    public static IEnumerable<KeyValuePair<string, string?>> Of(PasswordSettings password) =>
    [
        new(MinLength, Whole.Written(password.MinLength)), new(MinLower, Whole.Written(password.MinLower)), new(MinUpper, Whole.Written(password.MinUpper)),
        new(MinNumber, Whole.Written(password.MinNumber)), new(MinSymbol, Whole.Written(password.MinSymbol)),
        new(MaxRepeated, password.MaxRepeated is { } repeated ? Whole.Written(repeated) : null),
        new(ExcludeLogin, On(password.ExcludeLogin)), new(ExcludeCommon, On(password.ExcludeCommon)),
        new(ExcludeFirst, On(password.ExcludedAttributes.Contains(FirstName))), new(ExcludeLast, On(password.ExcludedAttributes.Contains(LastName))),
        new(MaxAge, Whole.Written(password.MaxAgeDays)), new(Warn, Whole.Written(password.WarnDays)),
        new(MinAge, Whole.Written(password.MinAgeMinutes)), new(History, Whole.Written(password.History)),
        new(Attempts, Whole.Written(password.MaxAttempts)), new(Unlock, Whole.Written(password.UnlockMinutes)),
        new(ShowsLocks, On(password.ShowsLocks)), new(Question, On(password.AsksQuestion)),
        new(ByMail, On(password.RecoveredByMail)), new(LinkLasts, Whole.Written(password.RecoveryMinutes)),
    ];

    public static PasswordSettings Read(FormState typed, PasswordSettings existing) => existing with
    {
        MinLength = Whole.Read(typed, MinLength),
        MinLower = Whole.Read(typed, MinLower),
        MinUpper = Whole.Read(typed, MinUpper),
        MinNumber = Whole.Read(typed, MinNumber),
        MinSymbol = Whole.Read(typed, MinSymbol),
        MaxRepeated = typed.Text(MaxRepeated) is null ? null : Whole.Read(typed, MaxRepeated),
        ExcludeLogin = typed.Ticked(ExcludeLogin),
        ExcludeCommon = typed.Ticked(ExcludeCommon),
        ExcludedAttributes =
        [
            .. typed.Ticked(ExcludeFirst) ? [FirstName] : (string[])[], .. typed.Ticked(ExcludeLast) ? [LastName] : (string[])[],
        ],
        MaxAgeDays = Whole.Read(typed, MaxAge),
        WarnDays = typed.Text(Warn) is null ? existing.WarnDays : Whole.Read(typed, Warn),
        MinAgeMinutes = Whole.Read(typed, MinAge),
        History = Whole.Read(typed, History),
        MaxAttempts = Whole.Read(typed, Attempts),
        UnlockMinutes = Whole.Read(typed, Unlock),
        ShowsLocks = typed.Ticked(ShowsLocks),
        RecoveredByMail = typed.Ticked(ByMail),
        AsksQuestion = typed.Ticked(Question),
        RecoveryMinutes = Whole.Read(typed, LinkLasts),
    };

    public static IReadOnlyDictionary<string, string> Labels(PolicyTexts said) => new Dictionary<string, string>
    {
        [MinLength] = said.MinLength, [MinLower] = said.Lower, [MinUpper] = said.Upper, [MinNumber] = said.Digits, [MinSymbol] = said.Symbols,
        [MaxRepeated] = said.Repeated, [MaxAge] = said.MaxAgeDays, [Warn] = said.WarnDays, [MinAge] = said.MinAgeMinutes, [History] = said.History,
        [Attempts] = said.Attempts,
        [Unlock] = said.UnlockMinutes, [LinkLasts] = said.LinkMinutes,
    };

    private static string? On(bool ticked) => ticked ? "on" : null;
}
