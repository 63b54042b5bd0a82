using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Securing.Administrators;

/// <summary>GET /admin/administrators/sets: what custom roles are for.</summary>
internal static class SetListEndpoint
{
    public static readonly string Address = ConsoleAddress.Of("administrators", "sets");

    public static async Task<IResult> Show(HttpContext http, ResourceSets sets) => Page.Of(new SetListPage
    {
        Frame = http.Frame(ConsoleSection.Administrators), Sets = await sets.All(http.Org.Id, http.RequestAborted),
    });
}
