using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Brands;

/// <summary>A text of our pages as an org is to say it in one language: text and nothing else, with what pages fill in where braces are.</summary>
internal sealed record BrandTextDraft
{
    public const int Longest = 500;

    private BrandTextDraft(Language language, PageText which, string? text) => (Language, Which, Text) = (language, which, text);

    public Language Language { get; }
    public PageText Which { get; }

    /// <summary>Null: ours.</summary>
    public string? Text { get; }

    /// <param name="language">In which language.</param>
    /// <param name="which">Which text.</param>
    /// <param name="text">Nothing, or what we say, leaves it to us.</param>
    /// <exception cref="RuleException">A page could not show it.</exception>
    public static BrandTextDraft Of(Language language, PageText which, string? text)
    {
        var ours = which.In(Language.Known(language.Tag)!.Texts);
        if (string.IsNullOrWhiteSpace(text) || text.Trim() == ours) return new(language, which, null);
        var said = text.Trim();
        if (said.Length > Longest) throw new RuleException("text", $"must have at most {Longest} characters");
        if (Sentence.Clean(said) != said) throw new RuleException("text", "must be one line, without marks that change its direction");
        var (wanted, given) = (Marks(ours)!, Marks(said));
        if (given is null) throw new RuleException("text", wanted.Count == 0 ? "must have no braces" : $"must have no braces but those of {Listed(wanted)}");
        if (given.Except(wanted).ToArray() is { Length: > 0 } strange) throw new RuleException("text", $"{Listed(strange)} stands for nothing here");
        if (wanted.Except(given).ToArray() is { Length: > 0 } missing) throw new RuleException("text", $"must name {Listed(missing)}: a page fills that in");
        return new(language, which, said);
    }

    /// <summary>The numbers in braces; null: there is a brace that is none of those.</summary>
    public static IReadOnlySet<int>? Marks(string text)
    {
        var marks = new HashSet<int>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '}') return null;
            if (text[at] != '{') continue;
            if (at + 2 >= text.Length || text[at + 2] != '}' || !char.IsAsciiDigit(text[at + 1])) return null;
            marks.Add(text[at + 1] - '0');
            at += 2;
        }
        return marks;
    }

    public static string Listed(IEnumerable<int> marks) => string.Join(", ", marks.Order().Select(mark => $"{{{mark}}}"));
}
