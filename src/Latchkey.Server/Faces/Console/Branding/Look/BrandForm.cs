using Latchkey.Server.Core.Brands;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Faces.Console.Branding.Look;

/// <summary>What a brand is called and how it looks, as a form. Its fields have the names of the management API.</summary>
internal static class BrandForm
{
    public const string Name = "name", Primary = "primaryColorHex", Secondary = "secondaryColorHex", Behind = "signInPageTouchPointVariant",
        Mails = "emailTemplateTouchPointVariant", Unpowered = "removePoweredByOkta", Privacy = "customPrivacyPolicyUrl";

    public static FormState Of(Brand brand) => FormState.Of(
    [
        new(Name, brand.Name),
        new(Primary, brand.PrimaryColorHex),
        new(Secondary, brand.SecondaryColorHex),
        new(Behind, brand.SignInVariant),
        new(Mails, brand.MailVariant == Brand.FullTheme ? "on" : null),
        new(Unpowered, brand.RemovePoweredBy ? "on" : null),
        new(Privacy, brand.PrivacyPolicyUrl),
    ]);

    /// <summary>What the form does not show stays as it is.</summary>
    /// <param name="form">As it was sent.</param>
    /// <param name="brand">As it is by now.</param>
    /// <param name="development">A development server's addresses are on the developer's machine.</param>
    /// <exception cref="RuleException">It breaks a rule.</exception>
    public static (BrandDraft Draft, ThemeDraft Theme) Read(FormState form, Brand brand, bool development) =>
    (
        BrandDraft.Of(form.Text(Name), form.Ticked(Unpowered), form.Text(Privacy) is not null || brand.AgreesToPrivacyPolicy, form.Text(Privacy),
            brand.Locale, development),
        ThemeDraft.Of(field => field switch
        {
            Primary or Secondary or Behind => form.Text(field),
            "errorPageTouchPointVariant" => form.Text(Behind),
            Mails => form.Ticked(Mails) ? Brand.FullTheme : Backdrop.Ours,
            "endUserDashboardTouchPointVariant" => brand.DashboardVariant,
            "loadingPageTouchPointVariant" => brand.LoadingVariant,
            "primaryColorContrastHex" when form.Text(Primary) == brand.PrimaryColorHex => brand.PrimaryColorContrastHex,
            "secondaryColorContrastHex" when form.Text(Secondary) == brand.SecondaryColorHex => brand.SecondaryColorContrastHex,
            _ => null,
        })
    );

    public static bool KeepsContrasts(Brand before, Brand changed) =>
        (before.PrimaryColorContrastHex is null || changed.PrimaryColorContrastHex is not null)
        && (before.SecondaryColorContrastHex is null || changed.SecondaryColorContrastHex is not null);

    public static IReadOnlyDictionary<string, string> Labels(Texts texts) => new Dictionary<string, string>
    {
        [Name] = texts.Console.Name, [Primary] = texts.Branding.PrimaryColour, [Secondary] = texts.Branding.SecondaryColour,
        [Behind] = texts.Branding.Behind, [Privacy] = texts.Branding.PrivacyUrl,
    };
}
