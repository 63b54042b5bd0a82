using System.Reflection;
using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Tests.Languages;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("de", null, "de")]
    [InlineData("de-CH fr", "en", "de")]
    [InlineData("fr de en", "en", "de")]       // the first that is known
    [InlineData("fr", "ar;q=0.4, de;q=0.9, en;q=0.1", "de")]
    [InlineData(null, "ar-EG,ar;q=0.9,en;q=0.8", "ar")]
    [InlineData(null, "de;q=0, ar", "ar")]
    [InlineData(null, "fr, *;q=0.5", "en")]
    [InlineData("", "", "en")]
    [InlineData("%00 <script>", ";;q=,,", "en")]
    [InlineData("DE_at", null, "de")]
    public void The_app_is_heard_first_then_the_browser_then_it_is_english(string? uiLocales, string? acceptLanguage, string tag) =>       // OpenID Connect Core §3.1.2.1, ui_locales
        Language.For(uiLocales, acceptLanguage).Tag.ShouldBe(tag);

    [Fact]
    public void Every_language_says_every_sentence_with_the_same_names_in_it()
    {
        Compare(Texts.English, language => language.Texts);
        Compare(AccountTexts.English, language => language.Texts.Account);
        Compare(DirectoryTexts.English, language => language.Texts.Directory);
        Compare(ReportTexts.English, language => language.Texts.Report);
        Compare(SecurityTexts.English, language => language.Texts.Security);
        Compare(FindingTexts.English, language => language.Texts.Finding);
    }

    private static void Compare<T>(T english, Func<Language, T> said)
    {
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.PropertyType == typeof(string)))
        {
            var holes = Holes((string)property.GetValue(english)!);
            foreach (var language in Language.All)
            {
                var text = (string)property.GetValue(said(language))!;
                text.ShouldNotBeNullOrWhiteSpace($"{language.Tag} {property.Name}");
                Holes(text).ShouldBe(holes, $"{language.Tag} {property.Name}");
            }
        }
    }

    [Fact]                                                             // contract §8.6: the guides' words
    public void The_console_says_every_sentence_in_every_language()
    {
        foreach (var property in typeof(ConsoleTexts).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var english = Said(property.GetValue(Texts.English.Console)!);
            foreach (var language in Language.All)
            {
                var said = Said(property.GetValue(language.Texts.Console)!);
                said.Keys.ShouldBe(english.Keys, ignoreOrder: true, $"{language.Tag} {property.Name}");
                foreach (var (part, text) in said)
                {
                    text.ShouldNotBeNullOrWhiteSpace($"{language.Tag} {property.Name} {part}");
                    Holes(text).ShouldBe(Holes(english[part]), $"{language.Tag} {property.Name} {part}");
                }
            }
        }
    }

    private static Dictionary<string, string> Said(object text) => text switch
    {
        string one => new() { [""] = one },
        Texts.Said said => new() { ["title"] = said.Title, ["message"] = said.Message, ["next"] = said.Next },
        IReadOnlyDictionary<string, string> several => several.ToDictionary(),
        var other => throw new InvalidOperationException($"What does a {other.GetType()} say?"),
    };

    [Theory]
    [InlineData("a\r\nb", "ab")]
    [InlineData("\u202Eabc\u2069", "abc")]
    [InlineData("  Zoë \u0000", "Zoë")]
    public void Names_in_plain_text_lose_what_turns_or_breaks_lines(string name, string clean) => Sentence.Clean(name).ShouldBe(clean);

    private static IEnumerable<string> Holes(string text) => Regex.Matches(text, @"\{\d\}", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(hole => hole.Value).Order();
}
