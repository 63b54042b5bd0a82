using System.Globalization;

namespace Latchkey.Server.Ground.Languages;

/// <summary>
/// How a language writes whole numbers, days and hours: CLDR 48, days in the medium form and hours in the short one. Kept here, not asked of the machine: what
/// stands in a mail is not to depend on which ICU a server has, or whether it has one.
/// </summary>
internal sealed record Notation(string Day)
{
    public static readonly Notation English = new("MMM d, yyyy")
    { ShortDay = "M/d", Time = "h:mm tt", Group = ",", Months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec" };

    public static readonly Notation German = new("dd.MM.yyyy") { ShortDay = "d.M." };

    public static readonly Notation Spanish = new("d MMM yyyy")
    { ShortDay = "d/M", Time = "H:mm", Grouped = 10_000, Months = "ene feb mar abr may jun jul ago sept oct nov dic" };

    public static readonly Notation French = new("d MMM yyyy")
    { ShortDay = "dd/MM", Group = "\u202F", Months = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc." };

    public static readonly Notation Portuguese = new("d 'de' MMM 'de' yyyy")
    { ShortDay = "dd/MM", Months = "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez." };

    public static readonly Notation Italian = new("d MMM yyyy")
    { ShortDay = "dd/MM", Grouped = 10_000, Months = "gen feb mar apr mag giu lug ago set ott nov dic" };

    public static readonly Notation Dutch = new("d MMM yyyy") { ShortDay = "d-M", Months = "jan feb mrt apr mei jun jul aug sep okt nov dec" };

    public static readonly Notation Polish = new("d MMM yyyy")
    { ShortDay = "d.MM", Group = "\u00A0", Grouped = 10_000, Months = "sty lut mar kwi maj cze lip sie wrz paź lis gru" };

    public static readonly Notation Turkish = new("d MMM yyyy")
    { ShortDay = "d/MM", Joined = "{0} {1}", Months = "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara" };

    public static readonly Notation Japanese = new("yyyy/MM/dd") { ShortDay = "M/d", Time = "H:mm", Joined = "{0} {1}", Group = "," };
    public static readonly Notation Chinese = new("yyyy年M月d日") { ShortDay = "M/d", Joined = "{0} {1}", Group = "," };

    public static readonly Notation Korean = new("yyyy. M. d.") { ShortDay = "M. d.", Time = "tt h:mm", Joined = "{0} {1}", Group = ",", Halves = "오전 오후" };

    /// <summary>With marks that keep day, month and year in their order.</summary>
    public static readonly Notation Arabic = new("dd\u200F/MM\u200F/yyyy")
    { ShortDay = "d/\u200FM", Time = "h:mm tt", Joined = "{0}، {1}", Group = ",", Halves = "ص م" };

    /// <summary>Day and month.</summary>
    public required string ShortDay { get; init; }
    public string Time { get; init; } = "HH:mm";
    /// <summary>Day and hour.</summary>
    public string Joined { get; init; } = "{0}, {1}";
    /// <summary>Of which the formats may want the name; where they want none, none are here.</summary>
    public string Months { get; init; } = "1 2 3 4 5 6 7 8 9 10 11 12";
    public string Halves { get; init; } = "AM PM";
    /// <summary>Between the thousands.</summary>
    public string Group { get; init; } = ".";
    /// <summary>The smallest number whose thousands stand apart.</summary>
    public long Grouped { get; init; } = 1000;

    public string Number(long number) => Math.Abs(number) < Grouped ? number.ToString(CultureInfo.InvariantCulture)
        : number.ToString("N0", new NumberFormatInfo { NumberGroupSeparator = Group });

    /// <summary>In UTC.</summary>
    public string Write(string format, DateTimeOffset at)
    {
        // A month by its name has a thirteenth in .NET, which no calendar here has.
        string[] months = [.. Months.Split(' '), ""];
        var halves = Halves.Split(' ');
        return at.UtcDateTime.ToString(format, new DateTimeFormatInfo
        {
            AbbreviatedMonthNames = months, AbbreviatedMonthGenitiveNames = months, AMDesignator = halves[0], PMDesignator = halves[1],
        });
    }
}
