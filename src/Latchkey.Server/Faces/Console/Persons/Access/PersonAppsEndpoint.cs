using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Persons.Access;

/// <summary>GET and POST /admin/people/{id}/apps: what somebody may use, by name or through a group.</summary>
internal static class PersonAppsEndpoint
{
    public const string Assign = "assign";
    public const string Remove = "unassign";

    private const int PageSize = 25;
    private const int MostFound = 10;

    public static string AddressOf(User user) => ConsoleAddress.Of("people", user.Id, "apps");

    public static async Task<IResult> Show(HttpContext http, string userId, AppList apps, Assignments assignments) =>
        await ShownPerson.Of(http, userId) is { } person ? await Of(http, person, apps, assignments, FormState.Empty) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Change(HttpContext http, string userId, Apps apps, AppList list, Assignments assignments, AssignmentChanges changes)
    {
        if (await ShownPerson.Of(http, userId) is not { } person) return ConsoleRefusals.NotFound();
        var (form, user) = (FormState.Of(await Parameters.Form(http.Request)), person.User);
        if (await apps.Shown(http, form[RowForm.Id]) is not { } app) return new Found(AddressOf(user));
        try
        {
            switch (form[RowForm.Do])
            {
                case Assign:
                    if (await changes.Assign(http.Doing, app, user, now => AppUserDraft.Of(user, null, null, existing: now)) is not null)
                        return new Found(ConsoleAddress.Done(AddressOf(user), "assigned"));
                    form = form.With(RowForm.Do, Language.Of(http).Texts.Directory.DeactivatedMeans);
                    return await Of(http, person, list, assignments, form, StatusCodes.Status409Conflict);
                case Remove:
                    if (await assignments.FindUser(app, user.Id, http.RequestAborted) is { Profile: not "{}" }) http.NotUndoable();
                    await changes.UnassignUser(http.Doing, app, user.Id);
                    return new Found(ConsoleAddress.Done(AddressOf(user), "unassigned"));
                default:
                    return new Found(AddressOf(user));
            }
        }
        catch (RuleException broken)
        {
            return await Of(http, person, list, assignments, form.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IResult> Of(HttpContext http, ShownPerson person, AppList apps, Assignments assignments, FormState form,
        int status = StatusCodes.Status200OK)
    {
        var (wanted, after, ct) = (ConsoleSearch.Words(http), ConsoleSearch.After(http), http.RequestAborted);
        var mine = await apps.After(new AppQuery(http.Org.Id, "", person.User.Id, null) { Seen = http.SeenApps }, after, PageSize + 1, ct);
        var found = wanted.Length == 0 ? []
            : await apps.ByLabel(new AppSearch(http.Org.Id, Identifiers.Canonical(wanted), null, null, http.SeenApps), "", MostFound, ct);
        var byName = await assignments.ByName(person.User, [.. mine.Take(PageSize).Concat(found).Select(app => app.Id)], ct);
        return Page.Of(new PersonAppsPage
        {
            Frame = http.Frame(ConsoleSection.People), Person = person, Form = form, Wanted = wanted, ByName = byName,
            Apps = [.. mine.Take(PageSize)], Found = [.. found.Where(app => !byName.Contains(app.Id))],
            First = after.Length > 0 ? AddressOf(person.User) : null,
            Next = mine.Count > PageSize ? ConsoleAddress.With(AddressOf(person.User), ("after", mine[PageSize - 1].Id)) : null,
        }, status);
    }
}
