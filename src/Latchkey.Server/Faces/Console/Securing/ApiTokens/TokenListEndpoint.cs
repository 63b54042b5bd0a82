using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.ApiTokens;

/// <summary>GET and POST /admin/api/tokens: what programs administer the org with, and its end.</summary>
internal static class TokenListEndpoint
{
    public const string Revoke = "revoke";

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

    public static async Task<IResult> Change(HttpContext http, Core.ApiAccess.ApiTokens tokens, ApiTokenChanges changes)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        if (form[RowForm.Do] != Revoke || await tokens.Find(http.Org.Id, form[RowForm.Id], http.RequestAborted) is not { } token) return new Found(Address);
        await changes.Revoke(http.Doing, token);
        return new Found(ConsoleAddress.Done(Address, "revoked"));
    }
}
