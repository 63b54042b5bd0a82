using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Core.People;

/// <summary>What a new password must have, as people read it.</summary>
internal static class PasswordWords
{
    public static string Of(PasswordRule rule, PasswordSettings settings, Language language)
    {
        var texts = language.Texts;
        return rule switch
        {
            PasswordRule.Length => language.Count(texts.RuleLength, settings.MinLength),
            PasswordRule.Lower => Several(texts.RuleLower, settings.MinLower),
            PasswordRule.Upper => Several(texts.RuleUpper, settings.MinUpper),
            PasswordRule.Number => Several(texts.RuleNumber, settings.MinNumber),
            PasswordRule.Symbol => Several(texts.RuleSymbol, settings.MinSymbol),
            PasswordRule.Repeated => language.Count(texts.RuleRepeated, settings.MaxRepeated ?? 0),
            PasswordRule.Login => texts.RuleLogin,
            PasswordRule.Names => texts.RuleNames,
            PasswordRule.Common => texts.RuleCommon,
            PasswordRule.Used => language.Count(texts.RuleUsed, settings.History),
            PasswordRule.Characters => texts.RuleCharacters,
            _ => texts.RuleTooLong,
        };

        string Several(string one, int count) => count == 1 ? one : Sentence.Plain(texts.RuleSeveral, language.Number(count), one);
    }
}
