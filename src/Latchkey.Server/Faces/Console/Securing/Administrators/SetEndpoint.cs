using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Administrators;

/// <summary>/admin/administrators/sets/new, /{id} and /{id}/delete: a resource set.</summary>
internal static class SetEndpoint
{
    public static IResult ShowNew(HttpContext http) => Form(http, null, FormState.Empty);

    public static async Task<IResult> Create(HttpContext http, ResourceSetChanges changes, NamedThings named, ResourceNames names)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            await changes.Create(http.Doing, Draft(form), await Read(http, form, named, names));
            return new Found(ConsoleAddress.Done(SetListEndpoint.Address, "created"));
        }
        catch (RuleException broken)
        {
            return Form(http, null, form.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> Show(HttpContext http, string setId, ResourceSets sets, NamedThings named)
    {
        if (await Find(http, setId, sets) is not { } set) return ConsoleRefusals.NotFound();
        var held = await Held(http, set, sets);
        return Form(http, set, SetForm.Fill(http.Org, set, held, await named.Groups(http.Org, held, http.RequestAborted)).Versioned());
    }

    public static async Task<IResult> Save(HttpContext http, string setId, ResourceSets sets, ResourceSetChanges changes, NamedThings named,
        ResourceNames names)
    {
        if (await Find(http, setId, sets) is not { } set) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var (resources, before) = (await Read(http, typed, named, names), FormState.Empty);
            var called = await named.Groups(http.Org, (await Held(http, set, sets)).Concat(resources), http.RequestAborted);
            var changed = await changes.Revise(http.Doing, set, Draft(typed), resources,
                (current, held) => before = typed.Over(SetForm.Fill(http.Org, current, held, called)));
            if (changed is null) return ConsoleRefusals.NotFound();
            var now = await Held(http, changed, sets);
            // Read after the commit: where somebody else was between, it is not offered, for it would be read at theirs.
            if (now.Count == resources.Count && resources.All(now.Contains)) http.Undoable(before, SetForm.Fill(http.Org, changed, now, called));
            return new Found(ConsoleAddress.Done(SetListEndpoint.Address, "saved"));
        }
        catch (RuleException broken)
        {
            return Form(http, set, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Form(http, set, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    public static async Task<IResult> AskToDelete(HttpContext http, string setId, ResourceSets sets) =>
        await Find(http, setId, sets) is { } set ? Confirmation(http, set, FormState.Empty) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Delete(HttpContext http, string setId, ResourceSets sets, ResourceSetChanges changes)
    {
        if (await Find(http, setId, sets) is not { } set) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        if (typed.Text(ConfirmPage.Typed) != set.Label)
            return Confirmation(http, set, typed.With(ConfirmPage.Typed, Language.Of(http).Texts.Console.NameDiffers), StatusCodes.Status400BadRequest);
        await changes.Delete(http.Doing, set);
        return new Found(ConsoleAddress.Done(SetListEndpoint.Address, "deleted"));
    }

    private static Task<IReadOnlyList<AdminResource>> Read(HttpContext http, FormState form, NamedThings named, ResourceNames names) =>
        SetForm.Read(http.Org, form, named, names, Language.Of(http).Texts.Role.NobodyCalledSo, http.RequestAborted);

    private static async Task<IReadOnlyList<AdminResource>> Held(HttpContext http, ResourceSet set, ResourceSets sets) =>
        [.. (await sets.Resources(set, http.RequestAborted)).Select(one => one.Resource)];

    private static async Task<ResourceSet?> Find(HttpContext http, string setId, ResourceSets sets) =>
        await sets.Find(http.Org.Id, setId, http.RequestAborted) is { } set && set.Id == setId ? set : null;

    private static RoleDraft Draft(FormState form) => RoleDraft.Of(form.Text(SetForm.Label), form.Text(SetForm.Description));

    private static Page Confirmation(HttpContext http, ResourceSet set, FormState form, int status = StatusCodes.Status200OK)
    {
        var texts = Language.Of(http).Texts;
        return Page.Of(new ConfirmPage
        {
            Frame = http.Frame(ConsoleSection.Administrators), Title = Sentence.Plain(texts.Directory.DeleteNamed, set.Label),
            Means = texts.Role.DeleteSetMeans, Action = texts.Console.Delete, Address = ConsoleAddress.Of("administrators", "sets", set.Id, "delete"),
            Back = ConsoleAddress.Of("administrators", "sets", set.Id), TypeName = set.Label, Form = form,
        }, status);
    }

    private static Page Form(HttpContext http, ResourceSet? set, FormState form, int status = StatusCodes.Status200OK) => Page.Of(new SetPage
    {
        Frame = http.Frame(ConsoleSection.Administrators), Set = set, Form = form, OrgUrl = http.Org.Url,
    }, status);
}
