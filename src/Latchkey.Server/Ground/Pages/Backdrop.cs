namespace Latchkey.Server.Ground.Pages;

/// <summary>What stands behind the card of a page, in the words of a theme. Contract §3.8.</summary>
internal static class Backdrop
{
    public const string Ours = "OKTA_DEFAULT", Image = "BACKGROUND_IMAGE", Colour = "BACKGROUND_SECONDARY_COLOR";

    public static readonly IReadOnlyList<string> All = [Ours, Image, Colour];

    /// <summary>As the stylesheet knows it; null: our own.</summary>
    public static string? ClassOf(string variant, Brand brand) => variant switch
    {
        Image when brand.Background is not null => "pictured",
        Colour => "tinted",
        _ => null,
    };
}
