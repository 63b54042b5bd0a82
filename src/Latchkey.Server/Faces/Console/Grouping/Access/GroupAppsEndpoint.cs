using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Grouping.Access;

/// <summary>GET and POST /admin/groups/{id}/apps: the apps that its people may use because they are in it.</summary>
internal static class GroupAppsEndpoint
{
    public const string Assign = "assign";
    public const string Remove = "unassign";

    private const int PageSize = 25;
    private const int MostFound = 10;

    public static string AddressOf(Group group) => ConsoleAddress.Of("groups", group.Id, "apps");

    public static async Task<IResult> Show(HttpContext http, string groupId, Groups groups, AppList apps)
    {
        if (await groups.Find(http.Org.Id, groupId, http.RequestAborted) is not { } group) return ConsoleRefusals.NotFound();
        var (wanted, after, ct) = (ConsoleSearch.Words(http), ConsoleSearch.After(http), http.RequestAborted);
        var assigned = await apps.After(new AppQuery(group.OrgId, "", null, group.Id) { Seen = http.SeenApps }, after, PageSize + 1, ct);
        return Page.Of(new GroupAppsPage
        {
            Frame = http.Frame(ConsoleSection.Groups), Group = group, Wanted = wanted, Apps = [.. assigned.Take(PageSize)],
            Found = wanted.Length == 0 ? []
                : [.. (await apps.ByLabel(new AppSearch(group.OrgId, Identifiers.Canonical(wanted), null, null, http.SeenApps), "", MostFound, ct))
                    .Where(app => assigned.All(one => one.Id != app.Id))],
            First = after.Length > 0 ? AddressOf(group) : null,
            Next = assigned.Count > PageSize ? ConsoleAddress.With(AddressOf(group), ("after", assigned[PageSize - 1].Id)) : null,
        });
    }

    public static async Task<IResult> Change(HttpContext http, string groupId, Groups groups, Apps apps, AssignmentChanges changes)
    {
        if (await groups.Find(http.Org.Id, groupId, http.RequestAborted) is not { } group) return ConsoleRefusals.NotFound();
        var form = FormState.Of(await Parameters.Form(http.Request));
        if (await apps.Shown(http, form[RowForm.Id]) is not { } app) return new Found(AddressOf(group));
        switch (form[RowForm.Do])
        {
            case Assign:
                await changes.Assign(http.Doing, app, group, AppGroupDraft.Of(null, null));
                return new Found(ConsoleAddress.Done(AddressOf(group), "assigned"));
            case Remove:
                await changes.UnassignGroup(http.Doing, app, group.Id);
                return new Found(ConsoleAddress.Done(AddressOf(group), "unassigned"));
            default:
                return new Found(AddressOf(group));
        }
    }
}
