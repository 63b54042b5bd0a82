using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Grouping.List;

/// <summary>GET /admin/groups: Directory &gt; Groups.</summary>
internal static class GroupListEndpoint
{
    private const int PageSize = 25;

    public static async Task<IResult> Show(HttpContext http, GroupSearch search, Groups groups)
    {
        var (words, after) = (ConsoleSearch.Words(http), ConsoleSearch.After(http));
        var found = await search.Seen(http.Org.Id, Identifiers.Canonical(words), after, PageSize + 1, http.SeenGroups, http.RequestAborted);
        var shown = found.Take(PageSize).ToArray();
        string Here(string? from) => ConsoleAddress.With(ConsoleAddress.Of("groups"), ("q", words), ("after", from));
        return Page.Of(new GroupListPage
        {
            Frame = http.Frame(ConsoleSection.Groups),
            Groups = shown, Wanted = words,
            Stats = await groups.StatsOf(http.Org.Id, shown, http.RequestAborted),
            OnlyBuiltIn = words.Length == 0 && after.Length == 0 && shown.All(group => group.Type == Groups.BuiltIn),
            First = after.Length > 0 ? Here(null) : null, Next = found.Count > PageSize ? Here(shown[^1].Id) : null,
        });
    }
}
