using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Tests.Languages;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("de", null, "de")]
    [InlineData("de-CH fr", "en", "de")]
    [InlineData("sw de en", "en", "de")]       // the first that is known
    [InlineData("sw", "ar;q=0.4, de;q=0.9, en;q=0.1", "de")]
    [InlineData(null, "ar-EG,ar;q=0.9,en;q=0.8", "ar")]
    [InlineData(null, "de;q=0, ar", "ar")]
    [InlineData(null, "sw, *;q=0.5", "en")]
    [InlineData("", "", "en")]
    [InlineData("%00 <script>", ";;q=,,", "en")]
    [InlineData("DE_at", null, "de")]
    [InlineData("pt-BR", null, "pt")]
    [InlineData("zh-CN", null, "zh")]
    [InlineData("zh-Hans-SG", null, "zh")]
    [InlineData("zh-TW en", null, "zh")]       // the best there is
    [InlineData("ja-JP", "ko-KR", "ja")]
    [InlineData(null, "sw, ko-KR;q=0.7, en;q=0.3", "ko")]
    [InlineData("pt-PT es", null, "pt")]
    [InlineData(null, "fr-CA,fr;q=0.9,en;q=0.8", "fr")]
    public void The_app_is_heard_first_then_the_browser_then_it_is_english(string? uiLocales, string? acceptLanguage, string tag) =>       // OpenID Connect Core §3.1.2.1, ui_locales
        Language.For(uiLocales, acceptLanguage).Tag.ShouldBe(tag);

    [Theory]
    [InlineData("en", "ar", "de", "en")]
    [InlineData("sw", "ar", "de-AT", "de")]
    [InlineData(null, "ar", "sw", "ar")]
    [InlineData(null, "ar", "", "ar")]
    public void The_person_is_heard_between_the_app_and_the_browser(string? uiLocales, string acceptLanguage, string person, string tag) =>
        Language.For(uiLocales, acceptLanguage, person).Tag.ShouldBe(tag);

    [Fact]
    public void Every_language_has_a_tag_and_a_name_of_its_own()
    {
        Language.All.Select(language => language.Tag).ShouldBeUnique();
        Language.All.Select(language => language.Name).ShouldBeUnique();
        Language.All.Select(language => language.Notation).ShouldBeUnique();
        Language.All.ShouldAllBe(language => Language.Known(language.Tag) == language);
    }

    [Theory]
    [InlineData("a\r\nb", "ab")]
    [InlineData("\u202Eabc\u2069", "abc")]
    [InlineData("  Zoë \u0000", "Zoë")]
    public void Names_in_plain_text_lose_what_turns_or_breaks_lines(string name, string clean) => Sentence.Clean(name).ShouldBe(clean);
}
