using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Securing.Administrators;

/// <summary>GET /admin/administrators/roles: what each standard role permits, and the org's own roles.</summary>
internal static class RoleListEndpoint
{
    public static readonly string Address = ConsoleAddress.Of("administrators", "roles");

    public static async Task<IResult> Show(HttpContext http, CustomRoles roles) => Page.Of(new RoleListPage
    {
        Frame = http.Frame(ConsoleSection.Administrators), Custom = await roles.All(http.Org.Id, http.RequestAborted),
        Standard = [.. StandardRole.All.Select(role => new FormOption(role.Type, role.Label, string.Join(", ", role.Permits)))],
    });
}
