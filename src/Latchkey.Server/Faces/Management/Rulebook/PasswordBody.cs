using System.Text.Json.Nodes;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Management.Rulebook;

/// <summary>What a management request says of the settings of a password policy. What it leaves out is as every org has it. Contract §3.9, PASSWORD.</summary>
internal static class PasswordBody
{
    /// <summary>Of the shortest answer.</summary>
    public const int QuestionLength = 4;

    private static readonly string[] Excludable = ["firstName", "lastName"];

    public static PasswordSettings Read(JsonObject? settings)
    {
        var (password, usual) = (settings?.Object("password"), PasswordSettings.Default);
        var (complexity, age, lockout) = (password?.Object("complexity"), password?.Object("age"), password?.Object("lockout"));
        const string c = "settings.password.complexity.", l = "settings.password.lockout.";
        Wanted.Nothing(complexity, c, "oelStatement");
        Wanted.Nothing(lockout, l, "userLockoutNotificationChannels");
        Wanted.Only(settings?.Object("delegation")?.Object("options"), "settings.delegation.options.", "skipUnlock", false);
        if (password?.Object("breachedProtection") is { } breached)
        {
            const string b = "settings.password.breachedProtection.";
            Wanted.Nothing(breached, b, "delegatedWorkflowId");
            Wanted.Nothing(breached, b, "expireAfterDays");
            Wanted.Only(breached, b, "logoutEnabled", false);
        }
        var attributes = complexity?.Texts("excludeAttributes") ?? [];
        if (attributes.FirstOrDefault(attribute => !Excludable.Contains(attribute)) is { } unknown)
            throw new RuleException($"{c}excludeAttributes", $"'{unknown}' is not one of {string.Join(", ", Excludable)}");
        return Recovery(settings, usual with
        {
            MinLength = complexity?.Number("minLength") ?? usual.MinLength,
            MinLower = complexity?.Number("minLowerCase") ?? usual.MinLower,
            MinUpper = complexity?.Number("minUpperCase") ?? usual.MinUpper,
            MinNumber = complexity?.Number("minNumber") ?? usual.MinNumber,
            MinSymbol = complexity?.Number("minSymbol") ?? usual.MinSymbol,
            MaxRepeated = complexity?.Number("maxConsecutiveCharacters"),
            ExcludeLogin = complexity?.Flag("excludeUsername") ?? usual.ExcludeLogin,
            ExcludedAttributes = attributes,
            ExcludeCommon = complexity?.Object("dictionary")?.Object("common")?.Flag("exclude") ?? usual.ExcludeCommon,
            MaxAgeDays = age?.Number("maxAgeDays") ?? usual.MaxAgeDays,
            WarnDays = age?.Number("expireWarnDays") ?? usual.WarnDays,
            MinAgeMinutes = age?.Number("minAgeMinutes") ?? usual.MinAgeMinutes,
            History = age?.Number("historyCount") ?? usual.History,
            MaxAttempts = lockout?.Number("maxAttempts") ?? usual.MaxAttempts,
            UnlockMinutes = lockout?.Number("autoUnlockMinutes") ?? usual.UnlockMinutes,
            ShowsLocks = lockout?.Flag("showLockoutFailures") ?? usual.ShowsLocks,
        });
    }

    private static PasswordSettings Recovery(JsonObject? settings, PasswordSettings read)
    {
        const string f = "settings.recovery.factors.";
        var factors = settings?.Object("recovery")?.Object("factors");
        foreach (var absent in (ReadOnlySpan<string>)["okta_sms", "okta_call"])
            Wanted.Only(factors?.Object(absent), $"{f}{absent}.", "status", "INACTIVE");
        Wanted.Only(factors?.Object("recovery_question")?.Object("properties")?.Object("complexity"), $"{f}recovery_question.properties.complexity.",
            "minLength", QuestionLength);
        var mail = factors?.Object("okta_email");
        return read with
        {
            RecoveredByMail = TextRules.IsActive(mail?.Text("status")),
            AsksQuestion = factors?.Object("recovery_question")?.Text("status") is { } asks && TextRules.IsActive(asks),
            RecoveryMinutes = mail?.Object("properties")?.Object("recoveryToken")?.Number("tokenLifetimeMinutes") ?? read.RecoveryMinutes,
        };
    }
}
