using Latchkey.Server.Core.Associations;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Registry;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Applications.General;

/// <summary>POST /admin/apps/{id}/logo, with a file: the picture by which people know an app.</summary>
internal static class AppLogoEndpoint
{
    public static async Task<IResult> Upload(HttpContext http, string appId, Apps apps, BrandOfOrg brands, AssociationsOfOrgs associations,
        AppChanges changes, ServerSettings settings)
    {
        if (!UploadedForm.IsOne(http.Request) || await apps.Shown(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        try
        {
            var picture = Picture.Of(PictureKind.App, (await UploadedForm.RequireFile(http)).Span);
            return await changes.SetLogo(http.Doing, app, picture, settings.Development) is null ? ConsoleRefusals.NotFound()
                : new Found($"{ConsoleAddress.Done(AppEndpoint.AddressOf(app), "saved")}#about");
        }
        catch (RuleException broken)
        {
            return await AppEndpoint.Of(http, app, brands, associations, null, FormState.Empty.With("logo", broken.Reasons),
                StatusCodes.Status400BadRequest);
        }
    }
}
