using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Grouping.Kit;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Persons.Membership;

/// <summary>GET and POST /admin/people/{id}/groups: the groups that somebody is in.</summary>
internal static class PersonGroupsEndpoint
{
    private const int MostFound = 10;

    public static string AddressOf(User user) => ConsoleAddress.Of("people", user.Id, "groups");

    public static async Task<IResult> Show(HttpContext http, string userId, Groups groups, GroupSearch search) =>
        await ShownPerson.Of(http, userId) is { } person ? await Of(http, person, groups, search, FormState.Empty) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Change(HttpContext http, string userId, Groups groups, GroupSearch search)
    {
        if (await ShownPerson.Of(http, userId) is not { } person) return ConsoleRefusals.NotFound();
        var form = FormState.Of(await Parameters.Form(http.Request));
        if (await groups.Find(http.Org.Id, form[RowForm.Id], http.RequestAborted) is not { } group) return new Found(AddressOf(person.User));
        return await MembershipForm.Change(http, form, group, person.User, AddressOf(person.User),
            (refused, status) => Of(http, person, groups, search, refused, status));
    }

    private static async Task<IResult> Of(HttpContext http, ShownPerson person, Groups groups, GroupSearch search, FormState form,
        int status = StatusCodes.Status200OK)
    {
        var (wanted, ct) = (ConsoleSearch.Words(http), http.RequestAborted);
        var mine = await groups.Of(person.User, ct);
        return Page.Of(new PersonGroupsPage
        {
            Frame = http.Frame(ConsoleSection.People), Person = person, Form = form, Wanted = wanted,
            Groups = http.Seen([.. mine.OrderByDescending(group => group.IsEveryone).ThenBy(group => group.Name, StringComparer.OrdinalIgnoreCase)]),
            Found = wanted.Length == 0 ? []
                : [.. (await search.Ordinary(http.Org.Id, Identifiers.Canonical(wanted), "", MostFound, http.SeenGroups, ct))
                    .Where(group => mine.All(one => one.Id != group.Id))],
        }, status);
    }
}
