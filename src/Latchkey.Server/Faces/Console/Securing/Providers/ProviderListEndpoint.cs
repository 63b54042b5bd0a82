using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Providers;

/// <summary>GET and POST /admin/providers: where else the org's people sign in. Contract §3.12.</summary>
internal static class ProviderListEndpoint
{
    public const string Activate = "activate";
    public const string Deactivate = "deactivate";

    public static readonly string Address = ConsoleAddress.Of("providers");

    public static async Task<IResult> Show(HttpContext http, IdentityProviders providers) => Page.Of(new ProviderListPage
    {
        Frame = http.Frame(ConsoleSection.Providers), Callback = http.Org.Url + UpstreamClient.Callback,
        Providers = [.. (await providers.All(http.Org.Id, http.RequestAborted)).OrderBy(provider => provider.Name, StringComparer.OrdinalIgnoreCase)
            .Select(ShownProvider.Of)],
    });

    public static async Task<IResult> Change(HttpContext http, IdentityProviders providers, IdentityProviderChanges changes)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        if (await providers.Find(http.Org.Id, form[RowForm.Id], http.RequestAborted) is not { } provider) return new Found(Address);
        var what = form[RowForm.Do];
        if (what is not (Activate or Deactivate)) return new Found(Address);
        await changes.SetActive(http.Doing, provider, what == Activate);
        return new Found(ConsoleAddress.Done(Address, what == Activate ? "activated" : "deactivated"));
    }
}
