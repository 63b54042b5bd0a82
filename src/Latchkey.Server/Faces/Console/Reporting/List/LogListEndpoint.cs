using Latchkey.Server.Core.Insight;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Reporting.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Reporting.List;

/// <summary>GET /admin/log: Reports &gt; System Log.</summary>
internal static class LogListEndpoint
{
    public static async Task<IResult> Show(HttpContext http, LogSearch search, SavedSearches searches, TimeProvider clock)
    {
        var wanted = LogWanted.Of(http, clock.Now);
        var saved = await searches.Of(http.Administrator.User, http.RequestAborted);
        try
        {
            var page = await search.Page(http.Org.Id, wanted.Query(LogPages.Start(http)), LogPages.Size, LogPages.MostRows, http.RequestAborted);
            return Of(http, wanted, clock.Now, wanted.Form, page, saved);
        }
        catch (ApiError unreadable)
        {
            return Of(http, wanted, clock.Now, wanted.Form.With("filter", unreadable.Summary), null, saved, StatusCodes.Status400BadRequest);
        }
    }

    private static Page Of(HttpContext http, LogWanted wanted, DateTimeOffset now, FormState form, LogPage? page, IReadOnlyList<SavedSearch> saved,
        int status = StatusCodes.Status200OK)
    {
        var (here, export, shared) = (ConsoleAddress.Of("log"), ConsoleAddress.Of("log", "export"), wanted.Fixed(now));
        return Page.Of(new LogListPage
        {
            Frame = http.Frame(ConsoleSection.Log), Search = form, Lines = [.. (page?.Documents ?? []).Select(LogLine.Of)],
            Live = http.Request.Query.ContainsKey(LogWanted.Live) && page is not null, Watch = wanted.AddressOf(here, (LogWanted.Live, "1")),
            Still = wanted.AddressOf(here), Saved = saved, Query = wanted.AddressOf("").TrimStart('?'),
            NotSaved = http.Request.Query.ContainsKey(LogWanted.NotSaved),
            Shared = http.Org.Url + shared.AddressOf(here),
            Csv = shared.AddressOf(export, ("format", "csv")), JsonLines = shared.AddressOf(export, ("format", "jsonl")),
            First = ConsoleSearch.After(http).Length > 0 ? wanted.AddressOf(here) : null,
            Next = page is { More: true } ? wanted.AddressOf(here, ("after", page.At.ToString())) : null,
        }, status);
    }
}
