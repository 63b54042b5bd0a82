using System.Globalization;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Console.Securing.Kit;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Overview;

/// <summary>What a policy says beside its rules, line by line.</summary>
internal static class PolicySettingsFacts
{
    public static IReadOnlyList<(string Label, string Text)> Of(OrgPolicy policy, Texts texts) => policy switch
    {
        { Password: { } password } => Of(password, texts),
        { Enroll: { } enroll } =>
            [.. AuthenticatorKeys.All.Select(key => (Kit.Authenticators.Name(texts, key), Kit.Authenticators.Word(texts.Policy, enroll.Of(key))))],
        _ => [],
    };

    private static IReadOnlyList<(string, string)> Of(PasswordSettings password, Texts texts)
    {
        var said = texts.Policy;
        string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
        string Lasts(int minutes, string never) => minutes == 0 ? never : Lasting.Of(texts.Security, minutes);
        var kinds = new List<string>();
        foreach (var (least, kind) in new[]
        {
            (password.MinLower, said.Lower), (password.MinUpper, said.Upper), (password.MinNumber, said.Digits), (password.MinSymbol, said.Symbols),
        })
            if (least > 0) kinds.Add($"{kind}: {Number(least)}");
        return
        [
            (said.MinLength, Number(password.MinLength)),
            (said.AtLeast, kinds.Count == 0 ? "–" : string.Join(", ", kinds)),
            (said.ExcludeCommon, password.ExcludeCommon ? said.Yes : said.No),
            (said.History, Number(password.History)),
            (said.MaxAge, password.MaxAgeDays == 0 ? texts.Security.Unlimited : Sentence.Plain(texts.Security.InDays, Number(password.MaxAgeDays))),
            (said.Attempts, Number(password.MaxAttempts)),
            (said.Unlock, Lasts(password.UnlockMinutes, said.Never)),
            (said.ShowsLocks, password.ShowsLocks ? said.Yes : said.No),
            (said.ResetByMail, password.RecoveredByMail ? said.Yes : said.No),
            (said.AsksQuestion, password.AsksQuestion ? said.Yes : said.No),
        ];
    }
}
