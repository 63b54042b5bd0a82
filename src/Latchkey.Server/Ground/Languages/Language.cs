using Microsoft.Net.Http.Headers;

namespace Latchkey.Server.Ground.Languages;

/// <summary>A language the pages and mails can speak.</summary>
public sealed record Language(string Tag, bool RightToLeft, Texts Texts)
{
    public static readonly Language English = new("en", RightToLeft: false, Texts.English);
    public static readonly Language German = new("de", RightToLeft: false, Texts.German);
    public static readonly Language Arabic = new("ar", RightToLeft: true, Texts.Arabic);

    public static readonly IReadOnlyList<Language> All = [English, German, Arabic];

    /// <summary>What the app asked for (<c>ui_locales</c>, OpenID Connect Core §3.1.2.1), else what the browser prefers, else English.</summary>
    public static Language For(string? uiLocales, string? acceptLanguage = null, string? otherwise = null) =>
        (uiLocales ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostTags).Select(Known)
            .FirstOrDefault(known => known is not null)
        ?? Accepted(acceptLanguage).Select(Known).FirstOrDefault(known => known is not null)
        ?? (otherwise is null ? null : Known(otherwise))
        ?? English;

    /// <summary>Whether there are texts in it.</summary>
    public static bool Speaks(string tag) => Known(tag) is not null;

    /// <summary>Of a request: what an app asked for earlier, else what its address and then the browser say.</summary>
    public static Language Of(HttpContext http, string? asked = null, string? otherwise = null) =>
        For(asked ?? http.Request.Query["ui_locales"].ToString(), http.Request.Headers.AcceptLanguage.ToString(), otherwise);

    /// <summary>By its primary subtag: <c>de-CH</c> is German. RFC 4647 §3.4, lookup.</summary>
    private static Language? Known(string tag) =>
        All.FirstOrDefault(language => language.Tag.Equals(tag.Split('-', '_')[0], StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Accepted(string? header) =>
        string.IsNullOrEmpty(header) || !StringWithQualityHeaderValue.TryParseList([header], out var wishes) ? []
        : wishes.Take(MostTags).Where(wish => wish.Quality is not 0).OrderByDescending(wish => wish.Quality ?? 1).Select(wish => wish.Value.ToString());

    private const int MostTags = 20;
}
