using Latchkey.Server.Core.Networks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Networks;

/// <summary>GET and POST /admin/networks: Security &gt; Networks, the zones of the org.</summary>
internal static class ZoneListEndpoint
{
    public const string Activate = "activate";
    public const string Deactivate = "deactivate";
    public const string Delete = "delete";

    public static readonly string Address = ConsoleAddress.Of("networks");

    public static Task<IResult> Show(HttpContext http, Zones zones) => Of(http, zones, FormState.Empty);

    public static async Task<IResult> Change(HttpContext http, Zones zones, ZoneChanges changes)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        if (await zones.Find(http.Org.Id, form[RowForm.Id], http.RequestAborted) is not { } zone) return new Found(Address);
        try
        {
            switch (form[RowForm.Do])
            {
                case Activate:
                    await changes.SetActive(http.Doing, zone, active: true);
                    return new Found(ConsoleAddress.Done(Address, "activated"));
                case Deactivate:
                    await changes.SetActive(http.Doing, zone, active: false);
                    return new Found(ConsoleAddress.Done(Address, "deactivated"));
                case Delete:
                    await changes.Delete(http.Doing, zone);
                    return new Found(ConsoleAddress.Done(Address, "deleted"));
                default:
                    return new Found(Address);
            }
        }
        catch (RuleException broken)
        {
            return await Of(http, zones, form.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IResult> Of(HttpContext http, Zones zones, FormState form, int status = StatusCodes.Status200OK) => Page.Of(new ZoneListPage
    {
        Frame = http.Frame(ConsoleSection.Networks), Zones = await zones.All(http.Org.Id, http.RequestAborted), Form = form,
    }, status);
}
