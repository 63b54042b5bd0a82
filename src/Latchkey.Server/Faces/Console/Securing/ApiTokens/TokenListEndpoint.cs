using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.ApiTokens;

/// <summary>GET and POST /admin/api/tokens: what programs administer the org with, and its end.</summary>
internal static class TokenListEndpoint
{
    public static readonly string Address = ConsoleAddress.Of("api", "tokens");

    public static async Task<IResult> Show(HttpContext http, Core.ApiAccess.ApiTokens tokens, UserList people)
    {
        var all = await tokens.List(http.Org.Id, http.RequestAborted);
        var owners = (await people.Of(http.Org.Id, [.. all.Select(token => token.UserId).Distinct()], http.RequestAborted)).ToDictionary(user => user.Id);
        return Page.Of(new TokenListPage
        {
            Frame = http.Frame(ConsoleSection.Api), Tokens = [.. all.Select(token => (token, owners.GetValueOrDefault(token.UserId)))],
        });
    }

    public static async Task<IResult> AskToRevoke(HttpContext http, string tokenId, Core.ApiAccess.ApiTokens tokens) =>
        await tokens.Find(http.Org.Id, tokenId, http.RequestAborted) is { } token ? End(http, token).Ask() : ConsoleRefusals.NotFound();

    public static async Task<IResult> Revoke(
        HttpContext http, string tokenId, Core.ApiAccess.ApiTokens tokens, ApiTokenChanges changes, AdministratorGate gate)
    {
        if (await tokens.Find(http.Org.Id, tokenId, http.RequestAborted) is not { } token) return ConsoleRefusals.NotFound();
        await gate.Require(http.Doing, Rights.Manage("apiTokens"), AdminResource.UserKind, token.UserId);
        return await End(http, token).Once(async () =>
        {
            await changes.Revoke(http.Doing, token);
            return new Found(ConsoleAddress.Done(Address, "revoked"));
        });
    }

    private static TypedConfirmation End(HttpContext http, ApiToken token)
    {
        var texts = Language.Of(http).Texts;
        return new(http, ConsoleSection.Api, token.Name)
        {
            Title = texts.Security.RevokeNamed, Action = texts.Security.Revoke, Means = texts.Granting.RevokeTokenMeans,
            Address = ConsoleAddress.Of("api", "tokens", token.Id, "revoke"), Back = Address,
        };
    }
}
