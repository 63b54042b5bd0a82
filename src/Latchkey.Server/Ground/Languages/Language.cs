using Microsoft.Net.Http.Headers;

namespace Latchkey.Server.Ground.Languages;

/// <summary>A language the pages and mails can speak.</summary>
/// <param name="Tag">As <c>lang</c> has it.</param>
/// <param name="Name">What those who speak it call it.</param>
/// <param name="Texts">What it says.</param>
public sealed record Language(string Tag, string Name, Texts Texts)
{
    public static readonly Language English = new("en", "English", Texts.English) { Notation = Notation.English };
    public static readonly Language Spanish = new("es", "Español", SpanishPages.Texts) { Notation = Notation.Spanish };
    public static readonly Language French = new("fr", "Français", FrenchPages.Texts) { Notation = Notation.French };
    public static readonly Language German = new("de", "Deutsch", Texts.German) { Notation = Notation.German };
    public static readonly Language Portuguese = new("pt", "Português", PortuguesePages.Texts) { Notation = Notation.Portuguese };
    public static readonly Language Italian = new("it", "Italiano", ItalianPages.Texts) { Notation = Notation.Italian };
    public static readonly Language Dutch = new("nl", "Nederlands", DutchPages.Texts) { Notation = Notation.Dutch };
    public static readonly Language Polish = new("pl", "Polski", PolishPages.Texts) { Notation = Notation.Polish };
    public static readonly Language Turkish = new("tr", "Türkçe", TurkishPages.Texts) { Notation = Notation.Turkish };
    public static readonly Language Japanese = new("ja", "日本語", JapanesePages.Texts) { Notation = Notation.Japanese };
    public static readonly Language Chinese = new("zh", "简体中文", ChinesePages.Texts) { Notation = Notation.Chinese };
    public static readonly Language Korean = new("ko", "한국어", KoreanPages.Texts) { Notation = Notation.Korean };
    public static readonly Language Arabic = new("ar", "العربية", Texts.Arabic) { Notation = Notation.Arabic, RightToLeft = true };

    /// <summary>In the order in which people choose from them.</summary>
    public static readonly IReadOnlyList<Language> All =
        [English, Spanish, French, German, Portuguese, Italian, Dutch, Polish, Turkish, Japanese, Chinese, Korean, Arabic];

    public bool RightToLeft { get; init; }

    /// <summary>How it writes numbers and days.</summary>
    internal Notation Notation { get; init; } = Notation.English;

    /// <summary>
    /// What the app asked for (<c>ui_locales</c>, OpenID Connect Core §3.1.2.1), else what the person has chosen, else what the browser prefers, else
    /// what the org speaks otherwise, else English.
    /// </summary>
    /// <param name="uiLocales">As the app asked.</param>
    /// <param name="acceptLanguage">As the browser says.</param>
    /// <param name="person">As the person has chosen.</param>
    /// <param name="otherwise">What the org speaks otherwise.</param>
    /// <param name="offered">The tags of those that it offers, with a blank between two; null: all.</param>
    public static Language For(
        string? uiLocales, string? acceptLanguage = null, string? person = null, string? otherwise = null, string? offered = null) =>
        (uiLocales ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostTags)
            .Append(person ?? "").Concat(Accepted(acceptLanguage)).Select(Known)
            .FirstOrDefault(known => known is not null && IsOffered(known.Tag, offered))
        ?? (otherwise is null ? null : Known(otherwise))
        ?? English;

    /// <summary>Whether an org's pages speak it.</summary>
    /// <param name="tag">Of one of <see cref="All"/>.</param>
    /// <param name="offered">As an org says it; null: all.</param>
    public static bool IsOffered(string tag, string? offered) => offered is null || offered.Split(' ').Contains(tag);

    /// <summary>Of a request: what an app asked for earlier, else what its address, the person who is known by now and then the browser say.</summary>
    public static Language Of(HttpContext http, string? asked = null, string? otherwise = null, string? offered = null)
    {
        var voice = http.Features.Get<OrgVoice>();
        var language = For(asked ?? http.Request.Query["ui_locales"].ToString(), http.Request.Headers.AcceptLanguage.ToString(),
            http.Features.Get<Chosen>()?.Tag, otherwise ?? voice?.Otherwise, offered ?? voice?.Offered);
        return voice?.Words?.In(language) ?? language;
    }

    /// <summary>
    /// From now on this request is answered to somebody who has chosen a language. Only for whoever has proven to be that person: a page in their language
    /// would tell a stranger that they are known here.
    /// </summary>
    public static void Choose(HttpContext http, string? tag) => http.Features.Set(tag is { Length: > 0 } ? new Chosen(tag) : null);

    /// <summary>Whether there are texts in it.</summary>
    public static bool Speaks(string tag) => Known(tag) is not null;

    /// <summary>By its primary subtag: <c>de-CH</c> is German, and <c>zh-TW</c> the Chinese there is. RFC 4647 §3.4, lookup.</summary>
    public static Language? Known(string tag) =>
        All.FirstOrDefault(language => language.Tag.Equals(tag.Split('-', '_')[0], StringComparison.OrdinalIgnoreCase));

    /// <summary>So many of something, in the form that goes with the number.</summary>
    public string Count(Plural some, long number) => Sentence.Plain(some.In(PluralRules.Of(Tag, number)), Number(number));

    public string Number(long number) => Notation.Number(number);

    /// <summary>A day.</summary>
    public string Day(DateTimeOffset at) => Notation.Write(Notation.Day, at);

    /// <summary>A day without its year, for where there is little room.</summary>
    public string ShortDay(DateTimeOffset at) => Notation.Write(Notation.ShortDay, at);

    /// <summary>Hour and minute.</summary>
    public string Time(DateTimeOffset at) => Notation.Write(Notation.Time, at);

    /// <summary>Day, hour and minute.</summary>
    public string Moment(DateTimeOffset at) => Sentence.Plain(Notation.Joined, Day(at), Time(at));

    private static IEnumerable<string> Accepted(string? header) =>
        string.IsNullOrEmpty(header) || !StringWithQualityHeaderValue.TryParseList([header], out var wishes) ? []
        : wishes.Take(MostTags).Where(wish => wish.Quality is not 0).OrderByDescending(wish => wish.Quality ?? 1).Select(wish => wish.Value.ToString());

    private const int MostTags = 20;

    private sealed record Chosen(string Tag);
}
