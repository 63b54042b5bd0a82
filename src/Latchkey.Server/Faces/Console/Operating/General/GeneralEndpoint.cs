using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.OrgSettings;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Operating.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Operating.General;

/// <summary>/admin/settings: what an org says of itself, and whom to turn to about it. Contract §3.10.</summary>
internal static class GeneralEndpoint
{
    public static async Task<IResult> Show(HttpContext http, OrgContacts contacts, Users users) =>
        Of(http, GeneralForm.Of(http.Org).Versioned(), await Filled(http, contacts, users));

    public static async Task<IResult> Save(HttpContext http, OrgSettingsChanges changes, OrgContacts contacts, Users users)
    {
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var before = FormState.Empty;
            var changed = await changes.Describe(http.Doing, GeneralForm.Read(typed, http.Org), current => before = typed.Over(GeneralForm.Of(current)));
            http.Undoable(before, GeneralForm.Of(changed));
            return new Found(ConsoleAddress.Done(SettingsAddress.Root, "saved"));
        }
        catch (RuleException broken)
        {
            return Of(http, typed.With(broken), await Filled(http, contacts, users), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Of(http, typed.Beside(overtaken.Stored), await Filled(http, contacts, users), StatusCodes.Status409Conflict);
        }
    }

    public static async Task<IResult> SaveContacts(HttpContext http, OrgContacts contacts, Users users)
    {
        var typed = FormState.Of(await Parameters.Form(http.Request));
        var was = await Ids(http, contacts);
        var (stored, named) = (await Filled(http, was, users), new List<(string Type, User User)>());
        if (typed[FormState.VersionField] != stored[FormState.VersionField])
            return Of(http, GeneralForm.Of(http.Org).Versioned(), typed.Beside(stored), StatusCodes.Status409Conflict);
        foreach (var type in OrgContacts.Types.Where(type => typed.Text(type) is not null && typed.Text(type) != stored.Text(type)))
        {
            if (await users.FindByLogin(http.Org.Id, typed[type], http.RequestAborted) is { } user) named.Add((type, user));
            else typed = typed.With(type, Language.Of(http).Texts.Security.NobodyCalledSo);
        }
        if (typed.Problems.Count > 0) return Of(http, GeneralForm.Of(http.Org).Versioned(), typed, StatusCodes.Status400BadRequest);
        foreach (var (type, user) in named)
            if (!await contacts.Replace(http.Doing, type, user, was.GetValueOrDefault(type)))
                return Of(http, GeneralForm.Of(http.Org).Versioned(), typed.Beside(await Filled(http, contacts, users)), StatusCodes.Status409Conflict);
        // Who is nobody's successor cannot be put back.
        if (named.All(one => stored.Text(one.Type) is not null))
        {
            var before = stored.Without(FormState.VersionField);
            http.Undoable(before, named.Aggregate(before, (form, one) => form.Set(one.Type, one.User.Login)));
        }
        return new Found(ConsoleAddress.Done(SettingsAddress.Root, "saved"));
    }

    private static async Task<IReadOnlyDictionary<string, string>> Ids(HttpContext http, OrgContacts contacts)
    {
        var ids = new Dictionary<string, string>();
        foreach (var type in OrgContacts.Types)
            if (await contacts.Find(http.Org.Id, type, http.RequestAborted) is { } id) ids[type] = id;
        return ids;
    }

    private static async Task<FormState> Filled(HttpContext http, OrgContacts contacts, Users users) => await Filled(http, await Ids(http, contacts), users);

    private static async Task<FormState> Filled(HttpContext http, IReadOnlyDictionary<string, string> ids, Users users)
    {
        var fields = new List<KeyValuePair<string, string?>>();
        foreach (var type in OrgContacts.Types)
        {
            var user = ids.TryGetValue(type, out var id) ? await users.Find(http.Org.Id, id, http.RequestAborted) : null;
            fields.Add(new(type, user?.Login));
        }
        return FormState.Of(fields).Versioned();
    }

    private static Page Of(HttpContext http, FormState form, FormState contacts, int status = StatusCodes.Status200OK) => Page.Of(new GeneralPage
    {
        Frame = http.Frame(ConsoleSection.Settings), Org = http.Org, Form = form, Contacts = contacts,
    }, status);
}
