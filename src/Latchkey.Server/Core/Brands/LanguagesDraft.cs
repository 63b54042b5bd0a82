using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Brands;

/// <summary>Which languages the pages of a brand choose from, and which they speak otherwise.</summary>
internal sealed record LanguagesDraft
{
    private LanguagesDraft(string? locale, string? offered) => (Locale, Offered) = (locale, offered);

    /// <summary>Null: English.</summary>
    public string? Locale { get; }

    /// <summary>As <see cref="Brand.Offered"/>.</summary>
    public string? Offered { get; }

    /// <exception cref="RuleException">There is no such language, none would be left, or the one for everybody else is not among them.</exception>
    public static LanguagesDraft Of(string? locale, IReadOnlyList<string> offered)
    {
        if (offered.Concat(locale is null ? [] : [locale]).FirstOrDefault(tag => !Language.All.Any(one => one.Tag == tag)) is { } stranger)
            throw new RuleException("offered", $"{stranger} is none of {string.Join(", ", Language.All.Select(one => one.Tag))}");
        if (offered.Count == 0) throw new RuleException("offered", "offer one at least");
        var otherwise = locale ?? Language.English.Tag;
        if (!offered.Contains(otherwise)) throw new RuleException("locale", $"{otherwise} must be one of the offered languages");
        return new(locale, offered.Count == Language.All.Count ? null : string.Join(' ', Language.All.Select(one => one.Tag).Where(offered.Contains)));
    }

    public Brand On(Brand brand) => brand with { Locale = Locale, Offered = Offered };
}
