using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.ApiTokens;

/// <summary>GET and POST /admin/api/tokens/new: a token that acts as whoever makes it. What it is worth is shown once.</summary>
internal static class CreateTokenEndpoint
{
    public const string Name = "name";

    public static IResult Show(HttpContext http) => Form(http, FormState.Empty, StatusCodes.Status200OK);

    public static async Task<IResult> Save(HttpContext http, ApiTokenChanges changes)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var secret = await changes.Create(http.Doing, http.Administrator.User, form[Name]);
            var said = Language.Of(http).Texts.Security;
            return OncePages.Of(http, ConsoleSection.Api, said.TokenCreated, said.TokenCreatedMeans, said.TokenValue, secret.Value, TokenListEndpoint.Address);
        }
        catch (RuleException broken)
        {
            return Form(http, form.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    private static Page Form(HttpContext http, FormState form, int status) =>
        Page.Of(new CreateTokenPage { Frame = http.Frame(ConsoleSection.Api), Form = form }, status);
}
