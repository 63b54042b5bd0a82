using System.Text.Json.Nodes;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.SignInPage;

/// <summary>GET /admin/brand/sign-in/changes: the draft of the sign-in page beside what people see. Contract §8.1.</summary>
internal static class PageChangesEndpoint
{
    public static async Task<IResult> Show(HttpContext http, BrandPages pages)
    {
        Task<JsonObject?> Find(string state) => pages.Find(http.Org.Id, http.ChosenBrand.Id, PageFrames.SignIn, state, http.RequestAborted);
        var (shown, drafted) = (await Find(BrandPages.Customized), await Find(BrandPages.Preview));
        var (before, after) = (SignInPageForm.Of(shown), SignInPageForm.Of(drafted ?? shown));
        return Page.Of(new PageChangesPage
        {
            Frame = http.Frame(ConsoleSection.Brands), Shown = http.ChosenBrand,
            Changed = [.. SignInPageForm.Short.Where(name => before[name] != after[name]).Select(name => new ChangedWord(name, before[name], after[name]))],
            Rewritten = [.. SignInPageForm.Long.Select(name => new ChangedText(name, LineChanges.Between(before[name], after[name])))
                .Where(text => text.Lines.Count > 0)],
        });
    }
}
