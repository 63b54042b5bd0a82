using Latchkey.Server.Core.Domains;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Branding.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Branding.Hosts;

/// <summary>/admin/brand/domains: the addresses of an org's own that show a brand, each proven by its DNS. Contract §3.8.</summary>
internal static class DomainsEndpoint
{
    public const string Domain = "domain";

    public static Task<IResult> Show(HttpContext http, DomainsOfOrgs domains) => Of(http, domains, FormState.Empty);

    public static async Task<IResult> Add(HttpContext http, DomainsOfOrgs domains, DomainChanges changes, ServerSettings settings)
    {
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            await changes.Create(http.Doing, DomainDraft.Of(typed.Text(Domain), DomainDraft.Manual, settings.BaseUrl.IdnHost), http.ChosenBrand.Id);
            return new Found(ConsoleAddress.Done(http.ChosenBrand.At("domains"), "created"));
        }
        catch (RuleException broken)
        {
            return await Of(http, domains, typed.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> Verify(HttpContext http, DomainsOfOrgs domains, DomainChanges changes)
    {
        if (await Named(http, domains, (await Parameters.Form(http.Request))[RowForm.Id]) is not { } domain) return ConsoleRefusals.NotFound();
        try
        {
            if (await changes.Verify(http.Doing, domain)) return new Found(ConsoleAddress.Done(http.ChosenBrand.At("domains"), "activated"));
            return await Of(http, domains, FormState.Empty.With(domain.Id, Language.Of(http).Texts.Several.NotProven), StatusCodes.Status409Conflict);
        }
        catch (RuleException broken)
        {
            return await Of(http, domains, FormState.Empty.With(domain.Id, broken.Reasons), StatusCodes.Status409Conflict);
        }
    }

    public static async Task<IResult> AskToDelete(HttpContext http, DomainsOfOrgs domains)
    {
        if (await Named(http, domains, http.Request.Query[RowForm.Id].ToString()) is not { } domain) return ConsoleRefusals.NotFound();
        var said = Language.Of(http).Texts.Several;
        return Page.Of(new ConfirmPage
        {
            Frame = http.Frame(ConsoleSection.Brands), Title = said.DeleteDomain, Means = said.DeleteDomainMeans, Action = said.DeleteDomain,
            Address = ConsoleAddress.With(http.ChosenBrand.At("domains", "delete"), (RowForm.Id, domain.Id)), Back = http.ChosenBrand.At("domains"),
            TypeName = domain.Domain,
        });
    }

    public static async Task<IResult> Delete(HttpContext http, DomainsOfOrgs domains, DomainChanges changes)
    {
        if (await Named(http, domains, http.Request.Query[RowForm.Id].ToString()) is not { } domain) return ConsoleRefusals.NotFound();
        if ((await Parameters.Form(http.Request))[ConfirmPage.Typed]?.Trim() != domain.Domain)
            return new Found(ConsoleAddress.With(http.ChosenBrand.At("domains", "delete"), (RowForm.Id, domain.Id)));
        await changes.Delete(http.Doing, domain);
        return new Found(ConsoleAddress.Done(http.ChosenBrand.At("domains"), "deleted"));
    }

    private static async Task<OrgDomain?> Named(HttpContext http, DomainsOfOrgs domains, string? id) =>
        id is { Length: > 0 } ? await domains.Find(http.Org.Id, id, http.RequestAborted) : null;

    private static async Task<IResult> Of(HttpContext http, DomainsOfOrgs domains, FormState form, int status = StatusCodes.Status200OK)
    {
        var all = (await domains.All(http.Org.Id, http.RequestAborted)).Where(domain => domain.BrandId == http.ChosenBrand.Id);
        return Page.Of(new DomainsPage
        {
            Frame = http.Frame(ConsoleSection.Brands), Shown = http.ChosenBrand, Form = form,
            Domains = [.. all.Select(domain => new ShownDomain(domain.Id, domain.Domain, domain.Verified, domain.RecordName, domain.Proof))],
        }, status);
    }
}
