using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Kit;
using Latchkey.Server.Faces.Management.People;
using Latchkey.Server.Ground.Api;

namespace Latchkey.Server.Faces.Management.Federation;

/// <summary>/api/v1/idps/{idpId}/users and /api/v1/users/{id}/idps: who is who at a provider. Contract §3.12.</summary>
internal static class LinkedUsersApi
{
    public static RouteGroupBuilder MapLinkedUsers(this RouteGroupBuilder api)
    {
        api.MapGet("/users/{userId}/idps", ProvidersOf);
        var routes = api.MapGroup("/idps/{idpId}/users");
        routes.MapGet("", List);
        routes.MapGet("/{userId}", Get);
        routes.MapPost("/{userId}", Link);
        routes.MapDelete("/{userId}", Unlink);
        routes.MapGet("/{userId}/credentials/tokens", Tokens);
        return api;
    }

    private static async Task<IResult> List(HttpContext http, string idpId, IdentityProviders providers, LinkedIdentities linked)
    {
        var provider = await providers.Require(http, idpId);
        var paging = Paging.Of(http, ordinary: 20, most: 200);
        var found = await linked.After(provider.Id, paging.After, paging.Fetch, http.RequestAborted);
        return Pages.Of(http, found, paging, one => one.UserId, one => IdentityProviderJson.Of(one, http.Org));
    }

    private static async Task<IResult> Get(HttpContext http, string idpId, string userId, IdentityProviders providers, LinkedIdentities linked) =>
        ApiAnswers.Json(IdentityProviderJson.Of(await Require(http, idpId, userId, providers, linked), http.Org));

    private static async Task<IResult> Link(
        HttpContext http, string idpId, string userId, IdentityProviders providers, Users users, IdentityProviderChanges changes)
    {
        var (provider, body) = (await providers.Require(http, idpId), await ApiJson.RequireBody(http));
        return ApiAnswers.Json(IdentityProviderJson.Of(
            await changes.Link(http.Doing, provider, await users.Require(http, userId), body.Text("externalId")), http.Org));
    }

    private static async Task<IResult> Unlink(
        HttpContext http, string idpId, string userId, IdentityProviders providers, LinkedIdentities linked, Users users, IdentityProviderChanges changes)
    {
        var link = await Require(http, idpId, userId, providers, linked);
        await changes.Unlink(http.Doing, await providers.Require(http, idpId), await users.Require(http, link.UserId), link);
        return ApiAnswers.Nothing();
    }

    /// <summary>Whoever reads them can act for the person there: the log knows who did.</summary>
    private static async Task<IResult> Tokens(
        HttpContext http, string idpId, string userId, IdentityProviders providers, LinkedIdentities linked, SystemLog log)
    {
        var provider = await providers.Require(http, idpId);
        var link = await Require(http, idpId, userId, providers, linked);
        if (linked.TokensOf(link) is not { } kept) return Pages.Whole(http, []);
        await log.Record(http.Org, http, FederationEvents.TokensRead.By(http.Doing.By, provider.Party, new LogParty(link.UserId, "User", null, null)));
        return Pages.Whole(http, IdentityProviderJson.Of(link, kept));
    }

    private static async Task<IResult> ProvidersOf(HttpContext http, string userId, Users users, IdentityProviders providers, LinkedIdentities linked)
    {
        var user = await users.Require(http, userId);
        var ids = (await linked.Of(user.Id, http.RequestAborted)).Select(link => link.IdpId).ToHashSet(StringComparer.Ordinal);
        return Pages.Whole(http, (await providers.All(http.Org.Id, http.RequestAborted)).Where(provider => ids.Contains(provider.Id))
            .Select(provider => IdentityProviderJson.Of(provider, http.Org)));
    }

    private static async Task<LinkedIdentity> Require(
        HttpContext http, string idpId, string userId, IdentityProviders providers, LinkedIdentities linked) =>
        await linked.Find((await providers.Require(http, idpId)).Id, userId, http.RequestAborted) ?? throw ApiError.NotFound(userId, "IdpUser");
}
