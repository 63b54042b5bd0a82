using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Policies;

/// <summary>
/// How long tokens by an access rule are good for, in minutes. Contract §1.2: access tokens 5 minutes to 24 hours, refresh
/// tokens unlimited or 10 minutes to 5 years with an idle window within.
/// </summary>
internal sealed record TokenLifetimes
{
    private const int FiveYears = 5 * 365 * 24 * 60;
    private const int Week = 7 * 24 * 60;

    private TokenLifetimes(int access, int refresh, int window) => (Access, Refresh, Window) = (access, refresh, window);

    public int Access { get; }
    /// <summary>0 is unlimited.</summary>
    public int Refresh { get; }
    public int Window { get; }

    /// <param name="access">Of an access token; left out, an hour.</param>
    /// <param name="refresh">Of a refresh token; left out or 0, it has no end.</param>
    /// <param name="window">In which a refresh token must be used to live on; left out, a week, or less where it ends sooner.</param>
    /// <exception cref="RuleException">They break one.</exception>
    public static TokenLifetimes Of(int? access, int? refresh, int? window)
    {
        var good = Within("accessTokenLifetimeMinutes", access ?? 60, 5, 24 * 60);
        var whole = refresh is null or 0 ? 0 : Within("refreshTokenLifetimeMinutes", refresh.Value, 10, FiveYears);
        var idle = Within("refreshTokenWindowMinutes", window ?? (whole == 0 ? Week : Math.Min(whole, Week)), 10, FiveYears);
        if (whole != 0 && whole < good) throw new RuleException("refreshTokenLifetimeMinutes", "must be at least accessTokenLifetimeMinutes");
        if (whole != 0 && idle > whole) throw new RuleException("refreshTokenWindowMinutes", "must be at most refreshTokenLifetimeMinutes");
        if (idle < good) throw new RuleException("refreshTokenWindowMinutes", "must be at least accessTokenLifetimeMinutes");
        return new(good, whole, idle);
    }

    private static int Within(string field, int minutes, int least, int most) =>
        minutes >= least && minutes <= most ? minutes : throw new RuleException(field, $"must be between {least} and {most}");
}
