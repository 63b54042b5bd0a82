using System.Globalization;
using System.Text.RegularExpressions;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>How long, as the contract writes it: <c>PT2H</c>, <c>P1DT30M</c>. ISO 8601-1 §5.5.2.</summary>
internal static partial class Durations
{
    /// <summary>Null for what is none; months and years have no length of their own.</summary>
    public static TimeSpan? Read(string text)
    {
        if (text.Length > 40 || Pattern().Match(text) is not { Success: true } match) return null;
        var (days, hours, minutes, seconds) = (Number(match, "days"), Number(match, "hours"), Number(match, "minutes"), Number(match, "seconds"));
        return text.EndsWith('P') || text.EndsWith('T') ? null : new TimeSpan(days, hours, minutes, seconds);
    }

    private static int Number(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\AP((?<days>\d{1,6})D)?(T((?<hours>\d{1,6})H)?((?<minutes>\d{1,6})M)?((?<seconds>\d{1,6})S)?)?\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pattern();
}
