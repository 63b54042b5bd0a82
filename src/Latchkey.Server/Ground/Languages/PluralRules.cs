namespace Latchkey.Server.Ground.Languages;

/// <summary>Which form a whole number takes in which language: the cardinal rules of CLDR 48 (UTS #35 part 3 §5.1).</summary>
internal static class PluralRules
{
    public static PluralForm Of(string tag, long number) => tag switch
    {
        "ja" or "ko" or "zh" => PluralForm.Other,
        "fr" or "pt" => number is 0 or 1 ? PluralForm.One : Millions(number),
        "es" or "it" => number is 1 ? PluralForm.One : Millions(number),
        "pl" => Polish(number),
        "ar" => Arabic(number),
        _ => number is 1 ? PluralForm.One : PluralForm.Other,
    };

    /// <summary>"un millón de …"</summary>
    private static PluralForm Millions(long number) => number != 0 && number % 1_000_000 == 0 ? PluralForm.Many : PluralForm.Other;

    private static PluralForm Polish(long number) => number is 1 ? PluralForm.One
        : number % 10 is >= 2 and <= 4 && number % 100 is not (>= 12 and <= 14) ? PluralForm.Few
        : PluralForm.Many;

    private static PluralForm Arabic(long number) => (number, number % 100) switch
    {
        (0, _) => PluralForm.Zero,
        (1, _) => PluralForm.One,
        (2, _) => PluralForm.Two,
        (_, >= 3 and <= 10) => PluralForm.Few,
        (_, >= 11) => PluralForm.Many,
        _ => PluralForm.Other,
    };
}
