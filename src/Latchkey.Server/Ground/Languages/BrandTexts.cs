namespace Latchkey.Server.Ground.Languages;

/// <summary>The words of the console's pages about how an org looks.</summary>
public sealed partial record BrandTexts
{
    public required string Customizations { get; init; }
    public required string Brands { get; init; }
    public required string Look { get; init; }
    public required string SignInPage { get; init; }
    public required string Lead { get; init; }
    public required string PrimaryColour { get; init; }
    public required string SecondaryColour { get; init; }
    public required string ColourHint { get; init; }
    public required string Behind { get; init; }
    public required string BehindOurs { get; init; }
    public required string BehindImage { get; init; }
    public required string BehindColour { get; init; }
    public required string ColourInMails { get; init; }
    public required string HidePoweredBy { get; init; }
    public required string PrivacyUrl { get; init; }
    public required string PrivacyHint { get; init; }
    public required string Pictures { get; init; }
    public required string Logo { get; init; }
    public required string LogoHint { get; init; }
    public required string Favicon { get; init; }
    public required string FaviconHint { get; init; }
    public required string Background { get; init; }
    public required string BackgroundHint { get; init; }
    public required string Upload { get; init; }
    public required string Preview { get; init; }
    public required string ShowPreview { get; init; }
    public required string NoPreview { get; init; }
    public required string LabelsAndLinks { get; init; }
    public required string LabelsHint { get; init; }
    public required string Heading { get; init; }
    public required string NameLabel { get; init; }
    public required string NameTip { get; init; }
    public required string PasswordLabel { get; init; }
    public required string PasswordTip { get; init; }
    public required string ForgotLabel { get; init; }
    public required string ForgotUrl { get; init; }
    public required string LinkText { get; init; }
    public required string LinkUrl { get; init; }
    public required string Template { get; init; }
    public required string TemplateHint { get; init; }
    public required string BeginWithDefault { get; init; }
    public required string Sources { get; init; }
    public required string SourcesHint { get; init; }
    public required string Publish { get; init; }
    public required string SaveDraft { get; init; }
    public required string Reset { get; init; }
    public required string ResetMeans { get; init; }
    public required string ShowsOurs { get; init; }
    public required string ShowsYours { get; init; }
    public required string HasDraft { get; init; }
    public required string Phone { get; init; }
    public required string Desktop { get; init; }
    public required string ViewChanges { get; init; }
    public required string ChangesLead { get; init; }
    public required string NoChanges { get; init; }
    public required string Published { get; init; }
    public required string Draft { get; init; }
    public required string Stylesheet { get; init; }
    public required string StylesheetHint { get; init; }
}
