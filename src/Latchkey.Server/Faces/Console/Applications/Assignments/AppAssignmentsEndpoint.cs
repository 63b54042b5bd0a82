using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Applications.Assignments;

/// <summary>GET and POST /admin/apps/{id}/assignments: who may use an app.</summary>
internal static class AppAssignmentsEndpoint
{
    internal const string AssignUser = "assign-user";
    internal const string RemoveUser = "remove-user";
    internal const string AssignGroup = "assign-group";
    internal const string RemoveGroup = "remove-group";

    /// <summary>In the address: where the page before of the groups ended.</summary>
    private const string AfterGroup = "after_group";

    private const int PageSize = 25;
    private const int MostFound = 10;

    internal static string AddressOf(App app) => ConsoleAddress.Of("apps", app.Id, "assignments");

    public static async Task<IResult> Show(HttpContext http, string appId, Apps apps, Core.Clients.Assignments assignments, GroupSearch groups, UserList people)
    {
        if (await apps.Shown(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        return await Of(http, app, new(assignments, groups, people), FormState.Empty);
    }

    public static async Task<IResult> Change(HttpContext http, string appId, Apps apps, AssignmentChanges changes, Groups groups,
        Core.Clients.Assignments assignments, GroupSearch search, UserList people, Users users)
    {
        if (await apps.Shown(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        var form = FormState.Of(await Parameters.Form(http.Request));
        var (orgId, id, ct) = (http.Org.Id, form[RowForm.Id], http.RequestAborted);
        try
        {
            switch (form[RowForm.Do])
            {
                case AssignUser when await users.Find(orgId, id, ct) is { } user:
                    await changes.Assign(http.Doing, app, user, now => AppUserDraft.Of(user, null, null, existing: now));
                    break;
                case RemoveUser:
                    if (await assignments.FindUser(app, id, ct) is { Profile: not "{}" }) http.NotUndoable();
                    await changes.UnassignUser(http.Doing, app, id);
                    break;
                case AssignGroup when await groups.Find(orgId, id, ct) is { } group:
                    await changes.Assign(http.Doing, app, group, AppGroupDraft.Of(null, null));
                    break;
                case RemoveGroup:
                    if (await assignments.FindGroup(app, id, ct) is { Profile: not "{}" }) http.NotUndoable();
                    await changes.UnassignGroup(http.Doing, app, id);
                    break;
            }
        }
        catch (RuleException broken)
        {
            return await Of(http, app, new(assignments, search, people), form.With(broken), StatusCodes.Status400BadRequest);
        }
        return new Found(ConsoleAddress.Done(AddressOf(app), form[RowForm.Do] is AssignUser or AssignGroup ? "assigned" : "unassigned"));
    }

    private static async Task<IResult> Of(HttpContext http, App app, Sources from, FormState form, int status = StatusCodes.Status200OK)
    {
        var (wanted, after, ct) = (ConsoleSearch.Words(http), ConsoleSearch.After(http), http.RequestAborted);
        var afterGroup = ConsoleSearch.After(http, AfterGroup);
        var groups = await from.Groups.OfApp(http.Org.Id, app.Id, afterGroup, PageSize + 1, http.SeenGroups, ct);
        var (people, next) = await PeopleSearch.Through(async (at, most) =>
        {
            string[] ids = [.. (await from.Assignments.Users(app, at, most, ct)).Select(one => one.UserId)];
            var there = (await from.People.Of(http.Org.Id, ids, ct)).ToDictionary(user => user.Id, StringComparer.Ordinal);
            return [.. ids.Where(there.ContainsKey).Select(id => there[id])];
        }, fits: null, after, PageSize, http.SeesPeople);
        var prefix = Identifiers.Canonical(wanted);
        var foundGroups = prefix.Length == 0 ? [] : await from.Groups.Seen(http.Org.Id, prefix, "", MostFound, http.SeenGroups, ct);
        var assigned = await from.Assignments.GroupsAmong(app, [.. foundGroups.Select(group => group.Id)], ct);
        return Page.Of(new AppAssignmentsPage
        {
            Frame = http.Frame(ConsoleSection.Applications), App = app, Form = form, Wanted = wanted,
            ForEveryone = await from.Assignments.IsForEveryone(app, ct), Groups = [.. groups.Take(PageSize)], People = people,
            FoundGroups = [.. foundGroups.Where(group => !assigned.Contains(group.Id))],
            FoundPeople = prefix.Length == 0 ? [] : await http.Seen(await from.People.Starting(http.Org.Id, prefix, MostFound, ct)),
            First = after.Length > 0 ? AddressOf(app) + "#people" : null,
            Next = next is null ? null : ConsoleAddress.With(AddressOf(app), ("after", next)) + "#people",
            FirstGroups = afterGroup.Length > 0 ? AddressOf(app) + "#groups" : null,
            NextGroups = groups.Count <= PageSize ? null : ConsoleAddress.With(AddressOf(app), (AfterGroup, groups[PageSize - 1].Id)) + "#groups",
        }, status);
    }

    private sealed record Sources(Core.Clients.Assignments Assignments, GroupSearch Groups, UserList People);
}
