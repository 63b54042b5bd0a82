using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Persons.List;

/// <summary>GET /admin/people: Directory &gt; People.</summary>
internal static class PeopleListEndpoint
{
    private const int PageSize = 25;

    public static async Task<IResult> Show(HttpContext http, PeopleSearch search, TimeProvider clock)
    {
        var (words, after) = (ConsoleSearch.Words(http), ConsoleSearch.After(http));
        var status = ConsoleSearch.OneOf(http, "status", [.. Enum.GetValues<UserStatus>().Select(one => one.Wire())]);
        UserStatus? standing = status is null ? null : UserStatuses.Parse(status);
        var (people, next) = await search.Page(http.Org.Id, words, standing, after, PageSize, http.SeesPeople, http.RequestAborted);
        string Here(string? from) => ConsoleAddress.With(ConsoleAddress.Of("people"), ("q", words), ("status", status), ("after", from));
        return Page.Of(new PeopleListPage
        {
            Frame = http.Frame(ConsoleSection.People), Wanted = words, Standing = standing,
            People = [.. people.Select(user => new ShownPerson(user, user.StatusAt(clock.Now)))],
            First = after.Length > 0 ? Here(null) : null, Next = next is null ? null : Here(next),
        });
    }
}
