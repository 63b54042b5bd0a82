using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Faces.Console.Home;

/// <summary>GET /admin: where an administrator begins.</summary>
internal static class ConsoleHomeEndpoint
{
    public static async Task<IResult> Show(HttpContext http, Database db, PeopleCount people) => Page.Of(new ConsoleHomePage
    {
        Frame = http.Frame(ConsoleSection.Home), Numbers = await OrgNumbers.Of(db, people, http.Org.Id, http.RequestAborted),
        Issuer = http.Org.Url + "/oauth2/default",
    });
}
