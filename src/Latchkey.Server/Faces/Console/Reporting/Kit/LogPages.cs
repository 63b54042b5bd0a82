using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Reporting.Kit;

/// <summary>Pages of the log, the latest first.</summary>
internal static class LogPages
{
    public const int Size = 25;

    /// <summary>A page looks at so many events and no further back: the next one does.</summary>
    public const int MostRows = 2_000;

    /// <summary>The same where an event is passed over at a glance.</summary>
    private const int MostGlanced = 5_000;

    /// <summary>Everything about one thing, in whatever part of an event it stands.</summary>
    public static Task<LogPage> About(HttpContext http, LogSearch search, TimeProvider clock, string id)
    {
        var query = new LogQuery((clock.Now - SystemLog.Retention).ToUnixTimeMilliseconds(), null, Start(http), null, [], Descending: true) { Mentions = id };
        return search.Page(http.Org.Id, query, Size, MostGlanced, http.RequestAborted);
    }

    /// <summary>Where the address says, or at the latest.</summary>
    public static LogPosition Start(HttpContext http) => LogPosition.TryParse(ConsoleSearch.After(http)) ?? new(long.MaxValue, "");
}
