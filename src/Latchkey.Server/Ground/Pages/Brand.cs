using System.Text.Json.Serialization;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Ground.Pages;

/// <summary>
/// How an org looks: data, never a copied view. The theme's names are the contract's (§3.8).
/// Colours and images are checked where they come in, so that a page may print them.
/// </summary>
public sealed record Brand
{
    public required string Id { get; init; }
    /// <summary>What people call the org.</summary>
    public required string Name { get; init; }
    public string PrimaryColorHex { get; init => field = Colour.Parse(value).ToString(); } = "#1f5f57";
    public string? PrimaryColorContrastHex { get; init => field = value is null ? null : Colour.Parse(value).ToString(); }
    public string SecondaryColorHex { get; init => field = Colour.Parse(value).ToString(); } = "#ebebed";
    public string? SecondaryColorContrastHex { get; init => field = value is null ? null : Colour.Parse(value).ToString(); }
    /// <summary>A <c>data:</c> URL of a PNG, JPEG or GIF.</summary>
    public string? Logo { get; init => field = BrandImage.Checked(value); }
    /// <summary>A <c>data:</c> URL of a PNG or ICO.</summary>
    public string? Favicon { get; init => field = BrandImage.Checked(value); }
    /// <summary>Behind the card, where <see cref="SignInVariant"/> or <see cref="ErrorVariant"/> say so.</summary>
    public string? Background { get; init => field = BrandImage.Checked(value); }
    public bool RemovePoweredBy { get; init; }

    /// <summary>One of <see cref="Backdrop.All"/>.</summary>
    public string SignInVariant { get; init; } = Backdrop.Ours;
    /// <inheritdoc cref="SignInVariant"/>
    public string ErrorVariant { get; init; } = Backdrop.Ours;
    /// <summary>Whether mails have the brand's colour.</summary>
    public string MailVariant { get; init; } = FullTheme;
    // Kept and given back: there is no page here that they are about.
    public string DashboardVariant { get; init; } = Backdrop.Ours;
    public string LoadingVariant { get; init; } = Backdrop.Ours;

    /// <summary>Somebody answers for <see cref="PrivacyPolicyUrl"/>.</summary>
    public bool AgreesToPrivacyPolicy { get; init; }
    public string? PrivacyPolicyUrl { get; init; }
    /// <summary>What pages speak where neither app nor browser say.</summary>
    public string? Locale { get; init; }

    /// <summary>The languages that pages and mails choose from, by their tags with a blank between two; null: all there are.</summary>
    public string? Offered { get; init; }

    /// <summary>What its pages say in words of its own; null: all of it is ours.</summary>
    [JsonIgnore] public SpokenWords? Words { get; init; }

    /// <summary>The one that every org has.</summary>
    [JsonIgnore] public bool IsDefault { get; init; } = true;

    public const string FullTheme = "FULL_THEME";

    public static readonly IReadOnlyList<string> MailVariants = [Backdrop.Ours, FullTheme];
    public static readonly IReadOnlyList<string> DashboardVariants = [Backdrop.Ours, FullTheme, "LOGO_ON_FULL_WHITE_BACKGROUND", "WHITE_LOGO_BACKGROUND"];
    public static readonly IReadOnlyList<string> LoadingVariants = [Backdrop.Ours, "NONE"];

    /// <summary>Latchkey's own look under the org's name.</summary>
    public static Brand Default(string orgId, string orgName) => new() { Id = IdOf(orgId), Name = orgName };

    /// <summary>Of the one that every org has.</summary>
    public static string IdOf(string orgId) => "bnd" + orgId[Math.Min(3, orgId.Length)..];

    [JsonIgnore] public Colour Primary => Colour.Parse(PrimaryColorHex);

    /// <summary>Text on the brand colour: what the org chose when it can be read, else black or white.</summary>
    [JsonIgnore]
    public Colour OnPrimary =>
    Colour.TryParse(PrimaryColorContrastHex) is { } chosen && chosen.ContrastWith(Primary) >= Colour.Readable ? chosen : Primary.TextOn;

    [JsonIgnore] public Colour Secondary => Colour.Parse(SecondaryColorHex);

    /// <summary>As <see cref="OnPrimary"/>, on the other colour.</summary>
    [JsonIgnore]
    public Colour OnSecondary =>
        Colour.TryParse(SecondaryColorContrastHex) is { } chosen && chosen.ContrastWith(Secondary) >= Colour.Readable ? chosen : Secondary.TextOn;

    /// <summary>The button of a mail: in the brand's colour, or in that of ink.</summary>
    [JsonIgnore] public Colour MailColour => MailVariant == FullTheme ? Primary : Colour.Parse("#1d1f23");
    [JsonIgnore] public Colour OnMailColour => MailVariant == FullTheme ? OnPrimary : Colour.White;

    // The darkest ground of the light look and the lightest of the dark one, as page.css paints them.
    private static readonly Colour LightGround = Colour.Parse("#f3f1ec");
    private static readonly Colour DarkGround = Colour.Parse("#22252a");

    /// <summary>What a button in the brand colour is bordered with: a white one would be lost on white.</summary>
    private Colour EdgeOn(Colour ground, Colour accent) => Primary.ContrastWith(ground) < 1.25 ? accent : Primary;

    /// <summary>The stylesheet's variables. Nothing but colours and an address that was checked goes in, so nothing needs escaping.</summary>
    [JsonIgnore]
    public string Variables
    {
        get
        {
            var pressed = Primary.Towards(OnPrimary.ContrastWith(Colour.White) > OnPrimary.ContrastWith(Colour.Black) ? Colour.White : Colour.Black, 0.14);
            var (light, dark) = (Primary.ReadableOn(LightGround), Primary.ReadableOn(DarkGround));
            return $":root{{--brand:{Primary};--on-brand:{OnPrimary};--brand-pressed:{pressed};--accent-light:{light};--accent-dark:{dark};"
                + $"--edge-light:{EdgeOn(LightGround, light)};--edge-dark:{EdgeOn(DarkGround, dark)};"
                + $"--secondary:{Secondary};--on-secondary:{OnSecondary}{(Background is null ? "" : $";--backdrop:url(\"{Background}\")")}}}";
        }
    }
}
