namespace Latchkey.Server.Ground.Web;

/// <summary>What a user agent says of itself, as far as a person would recognise it. Only ever shown: anybody can claim anything.</summary>
/// <param name="Browser">Edge, Firefox, Chrome or Safari; null: another program.</param>
/// <param name="System">Null when it does not say.</param>
/// <param name="Program">What another program calls itself.</param>
/// <param name="Hand">Whether it is held in one.</param>
public sealed record Device(string? Browser, string? System, string? Program, bool Hand)
{
    private const int LongestName = 40;

    public static Device Of(string agent)
    {
        bool Has(string word) => agent.Contains(word, StringComparison.Ordinal);

        var system = Has("Android") ? "Android"
            : Has("iPhone") || Has("iPad") ? "iOS" : Has("Windows") ? "Windows" : Has("Mac OS") ? "macOS" : Has("Linux") ? "Linux" : null;
        var browser = !Has("Mozilla/") ? null
            : Has("Edg") ? "Edge" : Has("Firefox") || Has("FxiOS") ? "Firefox" : Has("Chrome") || Has("CriOS") ? "Chrome" : Has("Safari") ? "Safari" : null;
        return new(browser, system, browser is null ? ProgramOf(agent) : null, system is "Android" or "iOS");
    }

    private static string? ProgramOf(string agent)
    {
        var end = agent.AsSpan().IndexOfAny('/', ' ', '(');
        var name = (end < 0 ? agent : agent[..end]).Trim();
        return name.Length is 0 or > LongestName ? null : name;
    }
}
