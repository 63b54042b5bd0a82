using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Grouping.Kit;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Grouping.Settings;

/// <summary>GET and POST /admin/groups/{id}/settings: what a group is called; and /admin/groups/{id}/delete, which asks for that name.</summary>
internal static class GroupSettingsEndpoint
{
    public static string AddressOf(Group group) => ConsoleAddress.Of("groups", group.Id, "settings");

    public static async Task<IResult> Show(HttpContext http, string groupId, Groups groups)
    {
        if (await groups.Find(http.Org.Id, groupId, http.RequestAborted) is not { } group) return ConsoleRefusals.NotFound();
        var editing = http.Request.Query.ContainsKey(FormState.SectionField) && group.Type != Groups.BuiltIn;
        return Of(http, group, editing, GroupForm.Of(group).Versioned());
    }

    public static async Task<IResult> Save(HttpContext http, string groupId, Groups groups, GroupChanges changes)
    {
        if (await groups.Find(http.Org.Id, groupId, http.RequestAborted) is not { } group) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var changed = await changes.Revise(http.Doing, group, current =>
                GroupForm.Of(current) is var stored && stored.Version == typed[FormState.VersionField] ? GroupForm.Read(typed)
                    : throw new OvertakenException(stored));
            if (changed is null) return ConsoleRefusals.NotFound();
            http.Undoable(GroupForm.Of(group), GroupForm.Of(changed));
            return new Found(ConsoleAddress.Done(AddressOf(group), "saved"));
        }
        catch (RuleException broken)
        {
            return Of(http, group, editing: true, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Of(http, group, editing: true, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
        catch (BuiltInException kept)
        {
            return Of(http, group, editing: false, typed.With(GroupForm.Name, kept.Message), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> AskToDelete(HttpContext http, string groupId, Groups groups) =>
        await groups.Find(http.Org.Id, groupId, http.RequestAborted) is { } group ? Page.Of(Deletion(http, group, FormState.Empty))
            : ConsoleRefusals.NotFound();

    public static async Task<IResult> Delete(HttpContext http, string groupId, Groups groups, GroupChanges changes)
    {
        if (await groups.Find(http.Org.Id, groupId, http.RequestAborted) is not { } group) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        if (typed.Text(ConfirmPage.Typed) != group.Name.Trim())
            return Page.Of(Deletion(http, group, typed.With(ConfirmPage.Typed, Language.Of(http).Texts.Console.NameDiffers)), StatusCodes.Status400BadRequest);
        try
        {
            await changes.Delete(http.Doing, group);
        }
        catch (BuiltInException kept)
        {
            return Page.Of(Deletion(http, group, typed.With(ConfirmPage.Typed, kept.Message)), StatusCodes.Status400BadRequest);
        }
        catch (RuleException named)
        {
            return Page.Of(Deletion(http, group, typed.With(ConfirmPage.Typed, named.Reasons)), StatusCodes.Status400BadRequest);
        }
        return new Found(ConsoleAddress.Done(ConsoleAddress.Of("groups"), "deleted"));
    }

    private static Page Of(HttpContext http, Group group, bool editing, FormState form, int status = StatusCodes.Status200OK) =>
        Page.Of(new GroupSettingsPage { Frame = http.Frame(ConsoleSection.Groups), Group = group, Editing = editing, Form = form }, status);

    private static ConfirmPage Deletion(HttpContext http, Group group, FormState form)
    {
        var texts = Language.Of(http).Texts;
        return new()
        {
            Frame = http.Frame(ConsoleSection.Groups), Title = Sentence.Plain(texts.Directory.DeleteNamed, group.Name),
            Means = texts.Directory.DeleteGroupMeans, Action = texts.Console.Delete, Address = ConsoleAddress.Of("groups", group.Id, "delete"),
            Back = AddressOf(group), TypeName = group.Name, Form = form,
        };
    }
}
