using System.Text.RegularExpressions;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Tests.Kit;

namespace Latchkey.Server.Tests.Languages;

/// <summary>What is said is said in every language, with the same names in it, and in that language's own words.</summary>
public sealed partial class TextsTests
{
    private static readonly IReadOnlyDictionary<string, string> English = EveryText.Of(Language.English);

    public static TheoryData<string> Tags => [.. Language.All.Select(language => language.Tag)];

    public static TheoryData<string> Translations => [.. Language.All.Select(language => language.Tag).Where(tag => tag != Language.English.Tag)];

    [Theory, MemberData(nameof(Tags))]                                 // contract §8.6: the guides' words
    public void Every_language_says_every_sentence_with_the_same_names_in_it(string tag)
    {
        var texts = EveryText.Of(Language.Known(tag)!);
        texts.Keys.ShouldBe(English.Keys, ignoreOrder: true);
        foreach (var (place, text) in texts)
        {
            text.ShouldNotBeNullOrWhiteSpace(place);
            text.ShouldBe(text.Trim(), place);
            Holes(text).ShouldBe(Holes(English[place]), $"{place}: {text}");
            Hole().Replace(text, "").ShouldNotContain("{0", Case.Sensitive, place);
        }
    }

    [Theory, MemberData(nameof(Tags))]                                 // Unicode CLDR: UTS #35 part 3 §5
    public void What_is_counted_has_every_form_that_its_language_has_for_numbers_and_no_other(string tag)
    {
        // A million of them is more than anybody is told of, and the form for it more than anybody writes.
        var numbers = Enumerable.Range(0, 1000).ToLookup(number => PluralRules.Of(tag, number));
        var english = EveryText.PluralsOf(Language.English);
        var plurals = EveryText.PluralsOf(Language.Known(tag)!);
        plurals.Keys.ShouldBe(english.Keys, ignoreOrder: true);
        foreach (var (place, plural) in plurals)
            foreach (var form in Enum.GetValues<PluralForm>())
            {
                var text = plural.Given(form);
                (text is not null).ShouldBe(form is PluralForm.Other || numbers.Contains(form), $"{place} {form}");
                if (text is null || (numbers[form].Count() == 1 && !Holes(text).Any())) continue;       // one number alone may be said in a word
                Holes(text).ShouldBe(Holes(english[place].Other), $"{place} {form}");
            }
    }

    /// <summary>The languages that begin from English: whatever their files do not say is said in English still.</summary>
    [Theory, MemberData(nameof(Translations))]
    public void No_text_is_missing(string tag)
    {
        var name = typeof(Language).GetFields().Single(field => field.GetValue(null) is Language language && language.Tag == tag).Name;
        var missing = Held(typeof(Texts)).SelectMany(type =>
        {
            var part = type == typeof(Texts) ? "" : type.Name[..^nameof(Texts).Length];
            var files = (string[])[$"{name}{(part.Length > 0 ? part : "Pages")}.cs", $"{part}{name}.cs"];
            var source = string.Concat(files.Select(file => Path.Combine(Folder, file)).Where(File.Exists).Select(File.ReadAllText));
            return type.GetProperties().Where(property => !Regex.IsMatch(source, $@"^\s+{property.Name} =", RegexOptions.Multiline, TimeSpan.FromMinutes(1)))
                .Select(property => $"{files[0]} {property.Name}");
        });
        missing.ShouldBeEmpty();
    }

    private static readonly string Folder = Path.Combine(Repository.Root, "src", "Latchkey.Server", "Ground", "Languages");

    /// <summary>The tables of texts, from the one that holds the others.</summary>
    private static IEnumerable<Type> Held(Type table) => table.GetProperties().Select(property => property.PropertyType)
        .Where(type => type.Name.EndsWith(nameof(Texts), StringComparison.Ordinal)).SelectMany(Held).Prepend(table);

    [Theory, MemberData(nameof(Translations))]
    public void No_sentence_is_left_in_english(string tag) =>
        EveryText.Of(Language.Known(tag)!).Where(text => Word().Count(text.Value) > 2 && text.Value == English[text.Key] && !Names.Contains(text.Value))
            .ShouldBeEmpty();

    /// <summary>What it is called in every language.</summary>
    private static readonly string[] Names = ["Back-channel logout URI", "Front-channel logout URI"];

    [Theory, MemberData(nameof(Translations))]
    public void Every_language_is_written_in_its_own_letters(string tag)
    {
        var own = tag switch
        {
            "ar" => Arabic(),
            "ja" => Japanese(),
            "ko" => Korean(),
            "zh" => Chinese(),
            _ => Latin(),
        };
        var texts = EveryText.Of(Language.Known(tag)!);
        texts.Where(text => Word().Count(Hole().Replace(English[text.Key], "")) > 3 && !own.IsMatch(text.Value) && !Names.Contains(text.Value)).ShouldBeEmpty();
        if (own == Latin()) texts.Where(text => Foreign().IsMatch(text.Value)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(hole => hole.Value).Order();

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 60_000)]
    private static partial Regex Hole();

    [GeneratedRegex(@"\p{L}+", RegexOptions.None, 60_000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\p{IsArabic}", RegexOptions.None, 60_000)]
    private static partial Regex Arabic();

    [GeneratedRegex(@"[\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}]", RegexOptions.None, 60_000)]
    private static partial Regex Japanese();

    [GeneratedRegex(@"\p{IsHangulSyllables}", RegexOptions.None, 60_000)]
    private static partial Regex Korean();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.None, 60_000)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"[a-z]", RegexOptions.None, 60_000)]
    private static partial Regex Latin();

    [GeneratedRegex(@"[\p{IsCyrillic}\p{IsGreek}\p{IsCJKUnifiedIdeographs}\p{IsHiragana}\p{IsKatakana}\p{IsHangulSyllables}\p{IsArabic}]", RegexOptions.None, 60_000)]
    private static partial Regex Foreign();
}
