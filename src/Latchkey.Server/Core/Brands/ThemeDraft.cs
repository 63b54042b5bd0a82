using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Brands;

/// <summary>How a brand is to look. Text on its colours stays readable whatever is chosen: <see cref="Brand.OnPrimary"/>. Contract §3.8.</summary>
internal sealed record ThemeDraft
{
    private readonly Func<Brand, Brand> change;

    private ThemeDraft(Func<Brand, Brand> change) => this.change = change;

    /// <param name="text">What is said, by the contract's names.</param>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static ThemeDraft Of(Func<string, string?> text)
    {
        var primary = Needed("primaryColorHex", text);
        var secondary = Needed("secondaryColorHex", text);
        var onPrimary = Hex("primaryColorContrastHex", text);
        var onSecondary = Hex("secondaryColorContrastHex", text);
        var signIn = Word("signInPageTouchPointVariant", text, Backdrop.All);
        var error = Word("errorPageTouchPointVariant", text, Backdrop.All);
        var mail = Word("emailTemplateTouchPointVariant", text, Brand.MailVariants);
        var dashboard = Word("endUserDashboardTouchPointVariant", text, Brand.DashboardVariants);
        var loading = text("loadingPageTouchPointVariant") is null ? null : Word("loadingPageTouchPointVariant", text, Brand.LoadingVariants);
        return new(brand => brand with
        {
            PrimaryColorHex = primary,
            PrimaryColorContrastHex = onPrimary,
            SecondaryColorHex = secondary,
            SecondaryColorContrastHex = onSecondary,
            SignInVariant = signIn,
            ErrorVariant = error,
            MailVariant = mail,
            DashboardVariant = dashboard,
            LoadingVariant = loading ?? brand.LoadingVariant,
        });
    }

    public Brand On(Brand brand) => change(brand);

    private static string Needed(string field, Func<string, string?> text) =>
        Hex(field, text) ?? throw new RuleException(field, "The field cannot be left blank");

    private static string? Hex(string field, Func<string, string?> text) => text(field) is not { Length: > 0 } hex ? null
        : Colour.TryParse(hex) is { } colour ? colour.ToString() : throw new RuleException(field, "must be a colour: #rrggbb");

    private static string Word(string field, Func<string, string?> text, IReadOnlyList<string> words) =>
        text(field) is { } said ? TextRules.OneOf(field, said, words[0], words) : throw new RuleException(field, "The field cannot be left blank");
}
