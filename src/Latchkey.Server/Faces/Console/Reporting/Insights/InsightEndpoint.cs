using System.Globalization;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Insight;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Reporting.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Reporting.Insights;

/// <summary>/admin/reports: why sign-ins failed, which factors people have, apps that nobody uses, refreshes repeated and stolen, what is slow.</summary>
internal static class InsightEndpoint
{
    private const int MostRoutes = 25;
    private const int MostApps = 200;

    public static string AddressOf(InsightTab tab) => tab switch
    {
        InsightTab.Factors => ConsoleAddress.Of("reports", "factors"),
        InsightTab.Idle => ConsoleAddress.Of("reports", "idle"),
        InsightTab.Refreshes => ConsoleAddress.Of("reports", "refreshes"),
        InsightTab.Slow => ConsoleAddress.Of("reports", "slow"),
        _ => ConsoleAddress.Of("reports"),
    };

    public static async Task<IResult> Failures(HttpContext http, Reasons reasons, TimeProvider clock)
    {
        var (range, since, language) = Asked(http, clock);
        var (counts, all) = await reasons.OfFailedSignIns(http.Org.Id, since, http.RequestAborted);
        return Of(http, InsightTab.Failures, range, !all, [language.Texts.Insight.Cause, language.Texts.Insight.SignIns],
            counts.Select(one => new Bar(one.Name, one.Number, language.Number(one.Number))
            {
                Bad = true,
                Address = ConsoleAddress.With(ConsoleAddress.Of("log"),
                    ("filter", $"eventType eq \"user.session.start\" and outcome.result eq \"FAILURE\" and outcome.reason eq \"{Escaped(one.Name)}\""),
                    ("range", range)),
            }));
    }

    public static async Task<IResult> Factors(HttpContext http, FactorCounts factors)
    {
        var language = Language.Of(http);
        var counts = await factors.Of(http.Org.Id, http.RequestAborted);
        return Of(http, InsightTab.Factors, null, false, [language.Texts.Insight.Factor, language.Texts.Insight.SetUp],
            counts.Select(one => new Bar(KnownAuthenticator.Of(one.Name).Name, one.Number, language.Number(one.Number))));
    }

    public static async Task<IResult> Idle(HttpContext http, AppUses uses, TimeProvider clock)
    {
        var (range, since, language) = Asked(http, clock, "30d");
        var said = language.Texts.Insight;
        return Of(http, InsightTab.Idle, range, false, [said.App, said.DaysIdle, said.LastUsed],
            (await uses.Idle(http.Org.Id, since, MostApps, http.RequestAborted)).Select(use =>
            {
                var days = Math.Floor((clock.Now - (use.UsedAt ?? use.CreatedAt)).TotalDays);
                return new Bar(use.Label, days, language.Number((long)days))
                {
                    Address = ConsoleAddress.Of("apps", use.Id), More = [use.UsedAt is { } at ? language.Day(at) : said.NeverUsed],
                };
            }));
    }

    public static async Task<IResult> Refreshes(HttpContext http, Reasons reasons, Apps apps, TimeProvider clock)
    {
        var (range, since, language) = Asked(http, clock);
        var (said, orgId, ct) = (language.Texts.Insight, http.Org.Id, http.RequestAborted);
        var (repeats, allRepeats) = await reasons.OfApps(orgId, Reasons.Repeated, since, ct);
        var (thefts, allThefts) = await reasons.OfApps(orgId, Reasons.Reused, since, ct);
        var bars = new List<Bar>();
        foreach (var (counts, what, type) in new[] { (thefts, said.Thefts, Reasons.Reused), (repeats, said.Repeats, Reasons.Repeated) })
            foreach (var one in counts)
            {
                var app = await apps.Find(orgId, one.Name, ct);
                bars.Add(new($"{Sentence.Clean(app?.Label ?? one.Name)}: {what}", one.Number, language.Number(one.Number))
                {
                    Bad = type == Reasons.Reused,
                    Address = ConsoleAddress.With(ConsoleAddress.Of("log"),
                        ("filter", $"eventType eq \"{type}\" and actor.id eq \"{Escaped(one.Name)}\""), ("range", range)),
                });
            }
        return Of(http, InsightTab.Refreshes, range, !(allRepeats && allThefts), [said.App, said.Times], bars);
    }

    /// <summary>Of all orgs of a server together, so it is for those who look after the server.</summary>
    public static IResult Slow(HttpContext http, RequestTimes times)
    {
        if (!http.Org.OwnsServer) return ConsoleRefusals.NotFound();
        var language = Language.Of(http);
        var said = language.Texts.Insight;
        return Of(http, InsightTab.Slow, null, false, [said.Route, said.P95, said.Longest, said.Requests],
            times.Slowest(MostRoutes).Select(route => new Bar(route.Route, route.P95.TotalMilliseconds, Milliseconds(route.P95))
            {
                More = [Milliseconds(route.Longest), language.Number(route.Count)],
            }));
    }

    private static (string Range, DateTimeOffset Since, Language Language) Asked(HttpContext http, TimeProvider clock, string otherwise = "7d")
    {
        var range = ConsoleSearch.OneOf(http, "range", ["24h", "7d", "30d", "90d"]) ?? otherwise;
        return (range, clock.Now - LogWanted.Ranges[range], Language.Of(http));
    }

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.#} ms");

    private static string Escaped(string text) => text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static Page Of(HttpContext http, InsightTab tab, string? range, bool cut, IReadOnlyList<string> columns, IEnumerable<Bar> bars) =>
        Page.Of(new InsightPage
        {
            Frame = http.Frame(ConsoleSection.Reports), Tab = tab, OfServer = http.Org.OwnsServer, Range = range, Cut = cut, Columns = columns,
            Bars = [.. bars],
        });
}
