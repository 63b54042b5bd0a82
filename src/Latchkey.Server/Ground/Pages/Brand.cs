using System.Text.Json.Serialization;

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
    public bool RemovePoweredBy { get; init; }

    /// <summary>Latchkey's own look under the org's name.</summary>
    public static Brand Default(string orgId, string orgName) => new() { Id = "bnd" + orgId[Math.Min(3, orgId.Length)..], Name = orgName };

    [JsonIgnore] public Colour Primary => Colour.Parse(PrimaryColorHex);

    /// <summary>Text on the brand colour: what the org chose when it can be read, else black or white.</summary>
    [JsonIgnore]
    public Colour OnPrimary =>
    Colour.TryParse(PrimaryColorContrastHex) is { } chosen && chosen.ContrastWith(Primary) >= Colour.Readable ? chosen : Primary.TextOn;

    // The darkest ground of the light look and the lightest of the dark one, as page.css paints them.
    private static readonly Colour LightGround = Colour.Parse("#f3f1ec");
    private static readonly Colour DarkGround = Colour.Parse("#22252a");

    /// <summary>What a button in the brand colour is bordered with: a white one would be lost on white.</summary>
    private Colour EdgeOn(Colour ground, Colour accent) => Primary.ContrastWith(ground) < 1.25 ? accent : Primary;

    /// <summary>The stylesheet's variables. Nothing but colours goes in, so nothing needs escaping.</summary>
    [JsonIgnore]
    public string Variables
    {
        get
        {
            var pressed = Primary.Towards(OnPrimary.ContrastWith(Colour.White) > OnPrimary.ContrastWith(Colour.Black) ? Colour.White : Colour.Black, 0.14);
            var (light, dark) = (Primary.ReadableOn(LightGround), Primary.ReadableOn(DarkGround));
            return $":root{{--brand:{Primary};--on-brand:{OnPrimary};--brand-pressed:{pressed};--accent-light:{light};--accent-dark:{dark};"
                + $"--edge-light:{EdgeOn(LightGround, light)};--edge-dark:{EdgeOn(DarkGround, dark)}}}";
        }
    }
}
