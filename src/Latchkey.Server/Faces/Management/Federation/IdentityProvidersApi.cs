using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Federation;

/// <summary>/api/v1/idps. Contract §3.12.</summary>
internal static class IdentityProvidersApi
{
    public static RouteGroupBuilder MapIdentityProviders(this RouteGroupBuilder api)
    {
        var routes = api.MapGroup("/idps");
        routes.MapGet("", List);
        routes.MapPost("", Create);
        routes.MapGet("/{idpId}", Get);
        routes.MapPut("/{idpId}", Replace);
        routes.MapDelete("/{idpId}", Delete);
        routes.MapPost("/{idpId}/lifecycle/activate", (HttpContext http, string idpId, IdentityProviders providers, IdentityProviderChanges changes) =>
            SetActive(http, idpId, true, providers, changes));
        routes.MapPost("/{idpId}/lifecycle/deactivate", (HttpContext http, string idpId, IdentityProviders providers, IdentityProviderChanges changes) =>
            SetActive(http, idpId, false, providers, changes));
        return api;
    }

    /// <summary>By the beginning of the name, and by type.</summary>
    private static async Task<IResult> List(HttpContext http, IdentityProviders providers)
    {
        var paging = Paging.Of(http, ordinary: 20, most: 200);
        var (q, type) = (http.Request.Query["q"].ToString(), http.Request.Query["type"].ToString());
        var found = (await providers.All(http.Org.Id, http.RequestAborted))
            .Where(provider => provider.Name.StartsWith(q, StringComparison.OrdinalIgnoreCase) && (type.Length == 0 || provider.Type == type)
                && string.CompareOrdinal(provider.Id, paging.After) > 0)
            .OrderBy(provider => provider.Id, StringComparer.Ordinal).Take(paging.Fetch).ToArray();
        return Pages.Of(http, found, paging, provider => provider.Id, provider => IdentityProviderJson.Of(provider, http.Org));
    }

    private static async Task<IResult> Create(HttpContext http, IdentityProviderChanges changes, ServerSettings settings)
    {
        var draft = IdentityProviderDraft.Of(IdentityProviderJson.Read(await ApiJson.RequireBody(http)), null, settings.Development);
        return ApiAnswers.Json(IdentityProviderJson.Of(await changes.Create(http.Doing, draft), http.Org));
    }

    private static async Task<IResult> Get(HttpContext http, string idpId, IdentityProviders providers) =>
        ApiAnswers.Json(IdentityProviderJson.Of(await providers.Require(http, idpId), http.Org));

    private static async Task<IResult> Replace(
        HttpContext http, string idpId, IdentityProviders providers, IdentityProviderChanges changes, ServerSettings settings)
    {
        var existing = await providers.Require(http, idpId);
        var draft = IdentityProviderDraft.Of(IdentityProviderJson.Read(await ApiJson.RequireBody(http)), existing, settings.Development);
        return ApiAnswers.Json(IdentityProviderJson.Of(await changes.Replace(http.Doing, existing, draft), http.Org));
    }

    private static async Task<IResult> Delete(HttpContext http, string idpId, IdentityProviders providers, IdentityProviderChanges changes)
    {
        await changes.Delete(http.Doing, await providers.Require(http, idpId));
        return ApiAnswers.Nothing();
    }

    private static async Task<IResult> SetActive(HttpContext http, string idpId, bool active, IdentityProviders providers, IdentityProviderChanges changes) =>
        ApiAnswers.Json(IdentityProviderJson.Of(
            await changes.SetActive(http.Doing, await providers.Require(http, idpId), active) ?? throw NotFound(idpId), http.Org));

    internal static async Task<IdentityProvider> Require(this IdentityProviders providers, HttpContext http, string id) =>
        await providers.Find(http.Org.Id, id, http.RequestAborted) ?? throw NotFound(id);

    private static ApiError NotFound(string id) => ApiError.NotFound(id, "IdpResource");
}
