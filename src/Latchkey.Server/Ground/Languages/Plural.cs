namespace Latchkey.Server.Ground.Languages;

/// <summary>
/// A text with a number in it, {0}, in the forms that its language has for numbers. A form for one number alone may say it in a word.
/// Unicode CLDR (UTS #35 part 3 §5).
/// </summary>
public sealed record Plural(string Other)
{
    public string? Zero { get; init; }
    public string? One { get; init; }
    public string? Two { get; init; }
    public string? Few { get; init; }
    public string? Many { get; init; }

    public string In(PluralForm form) => Given(form) ?? Other;

    /// <summary>Null: there is none of its own.</summary>
    public string? Given(PluralForm form) => form switch
    {
        PluralForm.Zero => Zero,
        PluralForm.One => One,
        PluralForm.Two => Two,
        PluralForm.Few => Few,
        PluralForm.Many => Many,
        _ => Other,
    };
}
