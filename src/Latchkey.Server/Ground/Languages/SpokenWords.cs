using System.Collections.Concurrent;

namespace Latchkey.Server.Ground.Languages;

/// <summary>What an org says on our pages in words of its own, by language and name. Kept in memory with how it looks.</summary>
/// <param name="all">Of each: the tag of its language, its name, and what it says.</param>
public sealed class SpokenWords(IReadOnlyList<(string Language, string Name, string Text)> all)
{
    private readonly ConcurrentDictionary<string, Texts> said = new(StringComparer.Ordinal);

    /// <summary>The same language, with its words where it has some.</summary>
    public Language In(Language language) => !all.Any(one => one.Language == language.Tag) ? language
        : language with { Texts = said.GetOrAdd(language.Tag, tag => PageTexts.With(Language.Known(tag)!.Texts, In(tag))) };

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, string> In(string tag) =>
        all.Where(one => one.Language == tag).ToDictionary(one => one.Name, one => one.Text, StringComparer.Ordinal);
}
