using Latchkey.Server.Core.Origins;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.TrustedSites;

/// <summary>GET and POST /admin/api/origins: pages beyond those of apps that the org trusts.</summary>
internal static class OriginListEndpoint
{
    public const string Activate = "activate";
    public const string Deactivate = "deactivate";
    public const string Delete = "delete";

    private const int PageSize = 50;

    public static readonly string Address = ConsoleAddress.Of("api", "origins");

    public static async Task<IResult> Show(HttpContext http, TrustedOrigins origins)
    {
        var after = ConsoleSearch.After(http);
        var found = await origins.After(http.Org.Id, after, PageSize + 1, http.RequestAborted);
        return Page.Of(new OriginListPage
        {
            Frame = http.Frame(ConsoleSection.Api), Origins = [.. found.Take(PageSize)], First = after.Length > 0 ? Address : null,
            Next = found.Count > PageSize ? ConsoleAddress.With(Address, ("after", found[PageSize - 1].Id)) : null,
        });
    }

    public static async Task<IResult> Change(HttpContext http, TrustedOrigins origins, TrustedOriginChanges changes)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        if (await origins.Find(http.Org.Id, form[RowForm.Id], http.RequestAborted) is not { } origin) return new Found(Address);
        switch (form[RowForm.Do])
        {
            case Activate:
                await changes.SetActive(http.Doing, origin, active: true);
                return new Found(ConsoleAddress.Done(Address, "activated"));
            case Deactivate:
                await changes.SetActive(http.Doing, origin, active: false);
                return new Found(ConsoleAddress.Done(Address, "deactivated"));
            case Delete:
                await changes.Delete(http.Doing, origin);
                return new Found(ConsoleAddress.Done(Address, "deleted"));
            default:
                return new Found(Address);
        }
    }
}
