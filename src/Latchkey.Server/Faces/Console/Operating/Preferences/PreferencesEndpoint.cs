using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.OrgSettings;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Operating.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Operating.Preferences;

/// <summary>/admin/settings/preferences: what people may do by themselves, and who registers apps.</summary>
internal static class PreferencesEndpoint
{
    public const string Open = "open";

    private static readonly string Address = SettingsAddress.Of("preferences");

    public static IResult Show(HttpContext http) => Of(http, PreferencesForm.Of(http.Org).Versioned());

    public static async Task<IResult> Save(HttpContext http, OrgSettingsChanges changes)
    {
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var before = FormState.Empty;
            var changed = await changes.Set(http.Doing, PreferencesForm.Read(typed), current => before = typed.Over(PreferencesForm.Of(current)));
            http.Undoable(before, PreferencesForm.Of(changed));
            return new Found(ConsoleAddress.Done(Address, "saved"));
        }
        catch (OvertakenException overtaken)
        {
            return Of(http, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    public static async Task<IResult> OpenRegistration(HttpContext http, OrgSettingsChanges changes)
    {
        var open = FormState.Of(await Parameters.Form(http.Request))[RowForm.Do] == Open;
        if (open != http.Org.OpenClientRegistration) await changes.OpenClientRegistration(http.Doing, open);
        return new Found(ConsoleAddress.Done(Address, "saved"));
    }

    private static Page Of(HttpContext http, FormState form, int status = StatusCodes.Status200OK) =>
        Page.Of(new PreferencesPage { Frame = http.Frame(ConsoleSection.Settings), Org = http.Org, Form = form }, status);
}
