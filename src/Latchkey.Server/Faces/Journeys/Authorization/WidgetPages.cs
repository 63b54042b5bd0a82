using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Idx;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Authorization;

/// <summary>Leads a sign-in to the page that an org's script draws, where it has one and there is a host for it. Decision 0041.</summary>
internal sealed class WidgetPages(ServerSettings settings, BrandPages pages, IdxTransactions transactions)
{
    public const string Path = "/pages/signin";
    public const string Redirect = "/login/token/redirect";
    public const string StateToken = "stateToken";

    /// <summary>Where it leads when all is proven.</summary>
    public static string RedirectOf(Org org, string stateToken) => $"{org.Url}{Redirect}?{StateToken}={Uri.EscapeDataString(stateToken)}";

    /// <summary>Where it is drawn; null: here. Its steps are the Identity Engine's, for this request in this browser alone.</summary>
    public async Task<string?> LeadsTo(HttpContext http, WaitingRequest waiting, string flow)
    {
        if (!settings.ScriptedPages || waiting is not { Proof: null, ReplyTo.Here: null } || waiting.Request.App.IsHome) return null;
        if (http.Request.Cookies[IPageLook.Cookie] == IPageLook.Plain) return null;
        if ((await pages.Of(http.Org, http.RequestAborted)).Scripted is null) return null;
        var handle = await transactions.Begin(waiting.Request, waiting.Parameters, http.RequestAborted, flow);
        return $"{PagesHost.OriginOf(http.Org)}{Path}?{StateToken}={Uri.EscapeDataString(IdxTransactions.StateHandle(handle))}";
    }
}
