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

/// <summary>/admin/administrators/roles/new, /{id} and /{id}/delete: a custom role.</summary>
internal static class RoleEndpoint
{
    public const string Label = "label";
    public const string Description = "description";
    public const string Permits = "permit.";

    public static IResult ShowNew(HttpContext http) => Form(http, null, FormState.Empty);

    public static async Task<IResult> Create(HttpContext http, CustomRoleChanges changes)
    {
        var form = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            await changes.Create(http.Doing, Draft(form), form.Under(Permits));
            return new Found(ConsoleAddress.Done(RoleListEndpoint.Address, "created"));
        }
        catch (RuleException broken)
        {
            return Form(http, null, form.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> Show(HttpContext http, string roleId, CustomRoles roles) => await Find(http, roleId, roles) is { } role
        ? Form(http, role, Fill(role, [.. (await roles.Permissions(role, http.RequestAborted)).Select(one => one.Permission)]).Versioned())
        : ConsoleRefusals.NotFound();

    public static async Task<IResult> Save(HttpContext http, string roleId, CustomRoles roles, CustomRoleChanges changes)
    {
        if (await Find(http, roleId, roles) is not { } role) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var (permits, before) = (typed.Under(Permits), FormState.Empty);
            var changed = await changes.Revise(http.Doing, role, Draft(typed), permits, (current, held) => before = typed.Over(Fill(current, held)));
            if (changed is null) return ConsoleRefusals.NotFound();
            http.Undoable(before, Fill(changed, permits));
            return new Found(ConsoleAddress.Done(RoleListEndpoint.Address, "saved"));
        }
        catch (RuleException broken)
        {
            return Form(http, role, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Form(http, role, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    public static async Task<IResult> AskToDelete(HttpContext http, string roleId, CustomRoles roles) =>
        await Find(http, roleId, roles) is { } role ? Confirmation(http, role, FormState.Empty) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Delete(HttpContext http, string roleId, CustomRoles roles, CustomRoleChanges changes)
    {
        if (await Find(http, roleId, roles) is not { } role) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        if (typed.Text(ConfirmPage.Typed) != role.Label)
            return Confirmation(http, role, typed.With(ConfirmPage.Typed, Language.Of(http).Texts.Console.NameDiffers), StatusCodes.Status400BadRequest);
        await changes.Delete(http.Doing, role);
        return new Found(ConsoleAddress.Done(RoleListEndpoint.Address, "deleted"));
    }

    private static async Task<CustomRole?> Find(HttpContext http, string roleId, CustomRoles roles) =>
        await roles.Find(http.Org.Id, roleId, http.RequestAborted) is { } role && role.Id == roleId ? role : null;

    private static RoleDraft Draft(FormState form) => RoleDraft.Of(form.Text(Label), form.Text(Description));

    private static FormState Fill(CustomRole role, IReadOnlyList<string> permits) => FormState.Of(
        [new(Label, role.Label), new(Description, role.Description), .. permits.Select(one => new KeyValuePair<string, string?>(Permits + one, "on"))]);

    private static Page Confirmation(HttpContext http, CustomRole role, FormState form, int status = StatusCodes.Status200OK)
    {
        var texts = Language.Of(http).Texts;
        return Page.Of(new ConfirmPage
        {
            Frame = http.Frame(ConsoleSection.Administrators), Title = Sentence.Plain(texts.Directory.DeleteNamed, role.Label),
            Means = texts.Role.DeleteRoleMeans, Action = texts.Console.Delete, Address = ConsoleAddress.Of("administrators", "roles", role.Id, "delete"),
            Back = ConsoleAddress.Of("administrators", "roles", role.Id), TypeName = role.Label, Form = form,
        }, status);
    }

    private static Page Form(HttpContext http, CustomRole? role, FormState form, int status = StatusCodes.Status200OK) => Page.Of(new RolePage
    {
        Frame = http.Frame(ConsoleSection.Administrators), Role = role, Form = form, Permissions = RolePermission.All, OrgUrl = http.Org.Url,
    }, status);
}
