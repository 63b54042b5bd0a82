using Latchkey.Server.Core.Membership;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Grouping.Kit;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Grouping.Create;

/// <summary>GET and POST /admin/groups/new.</summary>
internal static class CreateGroupEndpoint
{
    public static IResult Show(HttpContext http) => Form(http, FormState.Empty, StatusCodes.Status200OK);

    public static async Task<IResult> Save(HttpContext http, GroupChanges changes)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var group = await changes.Create(http.Doing, GroupForm.Read(form));
            return new Found(ConsoleAddress.Done(ConsoleAddress.Of("groups", group.Id), "created"));
        }
        catch (RuleException broken)
        {
            return Form(http, form.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    private static Page Form(HttpContext http, FormState form, int status) =>
        Page.Of(new CreateGroupPage { Frame = http.Frame(ConsoleSection.Groups), Form = form }, status);
}
