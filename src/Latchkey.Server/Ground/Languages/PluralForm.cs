namespace Latchkey.Server.Ground.Languages;

/// <summary>The forms that words take by number, as CLDR calls them.</summary>
public enum PluralForm
{
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}
