using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Tests.Languages;

/// <summary>Numbers, days and forms as Unicode's CLDR 48 has them: the rows are what ICU 78 answers (Intl in a browser asks it, too).</summary>
public sealed class NotationTests
{
    private static readonly DateTimeOffset Afternoon = new(2026, 11, 5, 14, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("en", "Nov 5, 2026, 2:05 PM", "11/5", "1,234", "12,345,678")]
    [InlineData("de", "05.11.2026, 14:05", "5.11.", "1.234", "12.345.678")]
    [InlineData("es", "5 nov 2026, 14:05", "5/11", "1234", "12.345.678")]
    [InlineData("fr", "5 nov. 2026, 14:05", "05/11", "1\u202F234", "12\u202F345\u202F678")]
    [InlineData("pt", "5 de nov. de 2026, 14:05", "05/11", "1.234", "12.345.678")]
    [InlineData("it", "5 nov 2026, 14:05", "05/11", "1234", "12.345.678")]
    [InlineData("nl", "5 nov 2026, 14:05", "5-11", "1.234", "12.345.678")]
    [InlineData("pl", "5 lis 2026, 14:05", "5.11", "1234", "12\u00A0345\u00A0678")]
    [InlineData("tr", "5 Kas 2026 14:05", "5/11", "1.234", "12.345.678")]
    [InlineData("ja", "2026/11/05 14:05", "11/5", "1,234", "12,345,678")]
    [InlineData("zh", "2026年11月5日 14:05", "11/5", "1,234", "12,345,678")]
    [InlineData("ko", "2026. 11. 5. 오후 2:05", "11. 5.", "1,234", "12,345,678")]
    [InlineData("ar", "05\u200F/11\u200F/2026، 2:05 م", "5/\u200F11", "1,234", "12,345,678")]
    public void Numbers_and_days_are_written_as_the_language_writes_them(string tag, string moment, string shortDay, string thousand, string million)
    {
        var language = Language.Known(tag)!;
        (language.Moment(Afternoon), language.ShortDay(Afternoon)).ShouldBe((moment, shortDay));
        (language.Number(999), language.Number(1234), language.Number(12_345_678)).ShouldBe(("999", thousand, million));
    }

    [Fact]
    public void Every_language_is_among_them() =>
        GetType().GetMethod(nameof(Numbers_and_days_are_written_as_the_language_writes_them))!.GetCustomAttributesData()
            .Where(row => row.AttributeType == typeof(InlineDataAttribute))
            .Select(row => ((System.Collections.ObjectModel.ReadOnlyCollection<System.Reflection.CustomAttributeTypedArgument>)row.ConstructorArguments[0].Value!)[0].Value)
            .ShouldBe(Language.All.Select(language => language.Tag), ignoreOrder: true);

    [Fact]
    public void Every_month_has_its_name_or_its_number()
    {
        foreach (var language in Language.All)
            Enumerable.Range(1, 12).Select(month => language.Day(new(2026, month, 20, 0, 0, 0, TimeSpan.Zero))).ShouldBeUnique(language.Tag);
        Language.English.Time(Afternoon.AddHours(-14)).ShouldBe("12:05 AM");
    }

    [Theory]                                                           // UTS #35 part 3 §5.1
    [InlineData("en", "0 other 1 one 2 other 11 other 101 other 1000000 other")]
    [InlineData("de", "0 other 1 one 2 other 21 other")]
    [InlineData("nl", "0 other 1 one 2 other 21 other")]
    [InlineData("tr", "0 other 1 one 2 other")]
    [InlineData("es", "0 other 1 one 2 other 101 other 1000000 many")]
    [InlineData("it", "0 other 1 one 2 other 1000000 many")]
    [InlineData("fr", "0 one 1 one 2 other 1000000 many")]
    [InlineData("pt", "0 one 1 one 2 other 1000000 many")]
    [InlineData("pl", "0 many 1 one 2 few 4 few 5 many 12 many 14 many 21 many 22 few 25 many 101 many 102 few 112 many")]
    [InlineData("ar", "0 zero 1 one 2 two 3 few 10 few 11 many 25 many 99 many 100 other 102 other 103 few 111 many 1000000 other")]
    [InlineData("ja", "0 other 1 other 2 other")]
    [InlineData("zh", "0 other 1 other 2 other")]
    [InlineData("ko", "0 other 1 other 2 other")]
    public void A_number_takes_the_form_that_its_language_gives_it(string tag, string forms)
    {
        var words = forms.Split(' ');
        for (var i = 0; i < words.Length; i += 2)
            PluralRules.Of(tag, long.Parse(words[i], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(Enum.Parse<PluralForm>(words[i + 1], ignoreCase: true), $"{tag} {words[i]}");
    }

    [Theory]
    [InlineData("en", 1, "at least one character")]
    [InlineData("en", 12, "at least 12 characters")]
    [InlineData("fr", 0, "au moins 0 caractère")]
    [InlineData("fr", 8, "au moins 8 caractères")]
    [InlineData("pl", 3, "co najmniej 3 znaki")]
    [InlineData("pl", 8, "co najmniej 8 znaków")]
    [InlineData("pl", 22, "co najmniej 22 znaki")]
    [InlineData("ar", 2, "حرفان على الأقل")]
    [InlineData("ar", 8, "8 أحرف على الأقل")]
    [InlineData("ar", 12, "12 حرفًا على الأقل")]
    public void What_is_counted_agrees_with_its_number(string tag, int count, string said) =>
        Language.Known(tag)!.Count(Language.Known(tag)!.Texts.RuleLength, count).ShouldBe(said);
}
