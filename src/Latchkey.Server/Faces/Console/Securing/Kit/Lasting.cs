using System.Globalization;
using Latchkey.Server.Ground.Languages;

namespace Latchkey.Server.Faces.Console.Securing.Kit;

/// <summary>How long something lasts, in the largest unit that it is a whole number of.</summary>
internal static class Lasting
{
    private const int Hour = 60;
    private const int Day = 24 * Hour;

    public static string Of(SecurityTexts said, int minutes) => minutes switch
    {
        _ when minutes % Day == 0 => Sentence.Plain(said.InDays, (minutes / Day).ToString(CultureInfo.InvariantCulture)),
        _ when minutes % Hour == 0 => Sentence.Plain(said.InHours, (minutes / Hour).ToString(CultureInfo.InvariantCulture)),
        _ => Sentence.Plain(said.InMinutes, minutes.ToString(CultureInfo.InvariantCulture)),
    };
}
