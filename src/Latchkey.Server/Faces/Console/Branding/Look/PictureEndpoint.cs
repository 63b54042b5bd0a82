using Latchkey.Server.Core.Brands;
using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Branding.Look;

/// <summary>POST /admin/brand/picture, with a file, and /admin/brand/picture/remove: the pictures of a brand.</summary>
internal static class PictureEndpoint
{
    public const string Kind = "kind";

    public static async Task<IResult> Upload(HttpContext http, BrandChanges changes)
    {
        if (!UploadedForm.IsOne(http.Request)) return ConsoleRefusals.NotFound();
        var (sent, brand) = (await UploadedForm.Of(http), http.ChosenBrand);
        if (PictureKind.Find(sent.Fields.GetValueOrDefault(Kind)) is not { } kind) return ConsoleRefusals.NotFound();
        try
        {
            await changes.SetPicture(http.Doing, brand.Id, Picture.Of(kind, (await UploadedForm.RequireFile(http)).Span));
            return new Found(ConsoleAddress.Done(brand.At(), "saved"));
        }
        catch (RuleException broken)
        {
            return BrandEndpoint.Of(http, brand, BrandForm.Of(brand).Versioned().With(kind.Name, broken.Reasons), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> Remove(HttpContext http, BrandChanges changes)
    {
        if (PictureKind.Find((await Parameters.Form(http.Request))[Kind]) is not { } kind) return ConsoleRefusals.NotFound();
        await changes.RemovePicture(http.Doing, http.ChosenBrand.Id, kind);
        return new Found(ConsoleAddress.Done(http.ChosenBrand.At(), "removed"));
    }
}
