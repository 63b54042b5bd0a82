using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.Worded;

/// <summary>GET /admin/brand/texts: what our pages say in a language, and what an org says there in words of its own.</summary>
internal static class TextListEndpoint
{
    public const string Tongue = "language", Which = "which", Own = "own";

    private const int PageSize = 50;

    public static IResult Show(HttpContext http)
    {
        var (brand, language, wanted) = (http.ChosenBrand, LanguageIn(http), ConsoleSearch.Words(http));
        var own = brand.Words?.In(language.Tag) ?? new Dictionary<string, string>();
        var onlyOwn = ConsoleSearch.OneOf(http, Which, [Own]) is not null;
        var fitting = PageTexts.All
            .Select(text => new ShownText(text.Name, text.In(Language.Known(language.Tag)!.Texts), own.GetValueOrDefault(text.Name)))
            .Where(text => (!onlyOwn || text.Own is not null) && text.Says(wanted)).ToArray();
        var after = ConsoleSearch.After(http);
        var from = after.Length == 0 ? 0 : Array.FindIndex(fitting, text => text.Name == after) + 1;
        string At(string? last) => ConsoleAddress.With(brand.At("texts"),
            (Tongue, language.Tag), ("q", wanted), (Which, onlyOwn ? Own : null), ("after", last));
        return Page.Of(new TextListPage
        {
            Frame = http.Frame(ConsoleSection.Brands), Shown = brand, Spoken = language, Wanted = wanted, OnlyOwn = onlyOwn,
            Listed = [.. fitting.Skip(from).Take(PageSize)], First = from > 0 ? At(null) : null,
            Next = fitting.Length > from + PageSize ? At(fitting[from + PageSize - 1].Name) : null,
        });
    }

    /// <summary>The one of the address, else what the brand speaks otherwise.</summary>
    public static Language LanguageIn(HttpContext http) =>
        Language.Known(http.Request.Query[Tongue].ToString()) ?? Language.Known(http.ChosenBrand.Locale ?? "") ?? Language.English;
}
