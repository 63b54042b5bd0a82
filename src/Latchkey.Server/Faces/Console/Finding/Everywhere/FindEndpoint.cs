using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Finding.Everywhere;

/// <summary>GET /admin/find: apps, people and groups by a name, or by an id that leads there at once; of what the administrator may see.</summary>
internal static class FindEndpoint
{
    private const int Most = 10;

    public static async Task<IResult> Show(HttpContext http, AppList apps, PeopleSearch people, GroupSearch groups, Groups group, Users users,
        TimeProvider clock)
    {
        var (words, orgId, ct) = (ConsoleSearch.Words(http).Trim(), http.Org.Id, http.RequestAborted);
        bool May(string resource) => words.Length > 0 && http.Administrator.May(ConsoleRight.Read(resource));
        if (May("users") && await users.Find(orgId, words, ct) is not null) return new Found(ConsoleAddress.Of("people", words));
        if (May("groups") && await group.Find(orgId, words, ct) is not null) return new Found(ConsoleAddress.Of("groups", words));
        var key = Identifiers.Canonical(words);
        var foundApps = May("apps") ? await apps.ByLabel(new AppSearch(orgId, key, null, null, http.SeenApps), "", Most, ct) : [];
        if (foundApps is [{ } only] && only.Id == words) return new Found(ConsoleAddress.Of("apps", words));
        var foundPeople = May("users") ? (await people.Page(orgId, words, null, "", Most, http.SeesPeople, ct)).People : [];
        var foundGroups = May("groups") ? await groups.Seen(orgId, key, "", Most, http.SeenGroups, ct) : [];
        return Page.Of(new FindPage
        {
            Frame = http.Frame(ConsoleSection.None), Wanted = words,
            Apps = foundApps,
            People = [.. foundPeople.Select(user => new ShownPerson(user, user.StatusAt(clock.Now)))],
            Groups = foundGroups,
        });
    }
}
