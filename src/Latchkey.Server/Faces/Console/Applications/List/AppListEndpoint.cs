using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Applications.List;

/// <summary>GET /admin/apps: Applications &gt; Applications.</summary>
internal static class AppListEndpoint
{
    private const int PageSize = 25;
    private const int LongestId = 100;

    public static async Task<IResult> Show(HttpContext http, AppList apps)
    {
        var query = http.Request.Query;
        var (words, status, type, after) = (ConsoleSearch.Words(http), query["status"].ToString(), query["type"].ToString(), query["after"].ToString());
        var search = new AppSearch(http.Org.Id, Identifiers.Canonical(words), status is Apps.ActiveStatus or Apps.InactiveStatus ? status : null,
            AppTypes.Listed.Contains(type) ? type : null, http.SeenApps);
        var found = await apps.ByLabel(search, after.Length <= LongestId ? after : "", PageSize + 1, http.RequestAborted);
        var shown = found.Take(PageSize).ToArray();
        string Here(string? from) =>
            ConsoleAddress.With(ConsoleAddress.Of("apps"), ("q", words), ("status", search.Status), ("type", search.Type), ("after", from));
        return Page.Of(new AppListPage
        {
            Frame = http.Frame(ConsoleSection.Applications), Apps = shown,
            Search = FormState.Of([new("q", words), new("status", search.Status), new("type", search.Type)]),
            Narrowed = words.Length > 0 || search.Status is not null || search.Type is not null,
            First = after.Length > 0 ? Here(null) : null, Next = found.Count > PageSize ? Here(shown[^1].Id) : null,
        });
    }
}
