using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Grouping.Kit;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Grouping.Members;

/// <summary>GET and POST /admin/groups/{id}: who is in a group.</summary>
internal static class GroupPeopleEndpoint
{
    private const int PageSize = 25;
    private const int MostFound = 10;

    public static string AddressOf(Group group) => ConsoleAddress.Of("groups", group.Id);

    public static async Task<IResult> Show(HttpContext http, string groupId, Groups groups, UserList people, PeopleSearch search) =>
        await groups.Find(http.Org.Id, groupId, http.RequestAborted) is { } group ? await Of(http, group, groups, people, search, FormState.Empty)
            : ConsoleRefusals.NotFound();

    public static async Task<IResult> Change(HttpContext http, string groupId, Groups groups, Users users, UserList people, PeopleSearch search)
    {
        if (await groups.Find(http.Org.Id, groupId, http.RequestAborted) is not { } group) return ConsoleRefusals.NotFound();
        var form = FormState.Of(await Parameters.Form(http.Request));
        if (await users.Find(http.Org.Id, form[RowForm.Id], http.RequestAborted) is not { } user) return new Found(AddressOf(group));
        return await MembershipForm.Change(http, form, group, user, AddressOf(group),
            (refused, status) => Of(http, group, groups, people, search, refused, status));
    }

    private static async Task<IResult> Of(HttpContext http, Group group, Groups groups, UserList people, PeopleSearch search, FormState form,
        int status = StatusCodes.Status200OK)
    {
        var (wanted, after, ct) = (ConsoleSearch.Words(http), ConsoleSearch.After(http), http.RequestAborted);
        var (members, next) = await PeopleSearch.Through((at, most) => people.InGroup(group.OrgId, group.Id, group.IsEveryone, at, most, ct), fits: null, after,
            PageSize, http.SeesPeople);
        var found = wanted.Length == 0 || group.IsEveryone ? [] : (await search.Page(group.OrgId, wanted, null, "", MostFound, http.SeesPeople, ct)).People;
        return Page.Of(new GroupPeoplePage
        {
            Frame = http.Frame(ConsoleSection.Groups), Group = group, Form = form, Wanted = wanted, Found = found,
            Among = await groups.Among(group, [.. found.Select(user => user.Id)], ct),
            People = members,
            First = after.Length > 0 ? AddressOf(group) : null,
            Next = next is null ? null : ConsoleAddress.With(AddressOf(group), ("after", next)),
        }, status);
    }
}
