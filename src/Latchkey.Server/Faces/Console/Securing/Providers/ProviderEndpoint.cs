using Latchkey.Server.Core.Federation;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Providers;

/// <summary>/admin/providers/new and /admin/providers/{id}, and /admin/providers/{id}/delete, which asks for its name. Contract §3.12.</summary>
internal static class ProviderEndpoint
{
    public static IResult ShowNew(HttpContext http) => Form(http, null, ProviderForm.New, StatusCodes.Status200OK);

    public static async Task<IResult> Create(HttpContext http, IdentityProviderChanges changes, ServerSettings settings)
    {
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            await changes.Create(http.Doing, ProviderForm.Read(typed, null, settings.Development));
            return new Found(ConsoleAddress.Done(ProviderListEndpoint.Address, "created"));
        }
        catch (RuleException broken)
        {
            return Form(http, null, Shown(typed).With(broken), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> Show(HttpContext http, string idpId, IdentityProviders providers) =>
        await providers.Find(http.Org.Id, idpId, http.RequestAborted) is { } provider
            ? Form(http, provider, ProviderForm.Of(provider).Versioned(), StatusCodes.Status200OK) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Save(
        HttpContext http, string idpId, IdentityProviders providers, IdentityProviderChanges changes, ServerSettings settings)
    {
        if (await providers.Find(http.Org.Id, idpId, http.RequestAborted) is not { } provider) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var before = FormState.Empty;
            var changed = await changes.Revise(http.Doing, provider, current =>
            {
                before = typed.Over(ProviderForm.Of(current));
                return ProviderForm.Read(typed, current, settings.Development);
            });
            if (changed is null) return ConsoleRefusals.NotFound();
            if (!ProviderForm.HasSecret(typed)) http.Undoable(before, ProviderForm.Of(changed));
            return new Found(ConsoleAddress.Done(ProviderListEndpoint.Address, "saved"));
        }
        catch (RuleException broken)
        {
            return Form(http, provider, Shown(typed).With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Form(http, provider, Shown(typed).Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    public static async Task<IResult> AskToDelete(HttpContext http, string idpId, IdentityProviders providers) =>
        await providers.Find(http.Org.Id, idpId, http.RequestAborted) is { } provider ? Page.Of(Deletion(http, provider, FormState.Empty))
            : ConsoleRefusals.NotFound();

    public static async Task<IResult> Delete(HttpContext http, string idpId, IdentityProviders providers, IdentityProviderChanges changes)
    {
        if (await providers.Find(http.Org.Id, idpId, http.RequestAborted) is not { } provider) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        if (typed.Text(ConfirmPage.Typed) != provider.Name)
            return Page.Of(Deletion(http, provider, typed.With(ConfirmPage.Typed, Language.Of(http).Texts.Console.NameDiffers)),
                StatusCodes.Status400BadRequest);
        await changes.Delete(http.Doing, provider);
        return new Found(ConsoleAddress.Done(ProviderListEndpoint.Address, "deleted"));
    }

    /// <summary>What was typed as a secret is sent back to nobody.</summary>
    private static FormState Shown(FormState typed) => typed.Set(ProviderForm.ClientSecret, "").Set(ProviderForm.PrivateKey, "");

    private static Page Form(HttpContext http, IdentityProvider? provider, FormState form, int status) => Page.Of(new ProviderPage
    {
        Frame = http.Frame(ConsoleSection.Providers), Provider = provider is null ? null : ShownProvider.Of(provider), Form = form,
        Api = provider is null ? null : ProviderCalls.Api(provider, http.Org.Url),
    }, status);

    private static ConfirmPage Deletion(HttpContext http, IdentityProvider provider, FormState form)
    {
        var texts = Language.Of(http).Texts;
        return new()
        {
            Frame = http.Frame(ConsoleSection.Providers), Title = Sentence.Plain(texts.Directory.DeleteNamed, provider.Name),
            Means = texts.Provider.DeleteMeans, Action = texts.Console.Delete, Address = ConsoleAddress.Of("providers", provider.Id, "delete"),
            Back = ConsoleAddress.Of("providers", provider.Id), TypeName = provider.Name, Form = form,
        };
    }
}
