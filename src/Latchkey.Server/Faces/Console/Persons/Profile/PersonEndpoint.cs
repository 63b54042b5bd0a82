using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Persons.Profile;

/// <summary>GET and POST /admin/people/{id}: how a person stands, what can be done about it, and their profile.</summary>
internal static class PersonEndpoint
{
    public static async Task<IResult> Show(HttpContext http, string userId, ProfileSchemas schemas)
    {
        if (await ShownPerson.Of(http, userId) is not { } person) return ConsoleRefusals.NotFound();
        var fields = ProfileFields.Of(await schemas.OfType(http.Org.Id, person.User.TypeId, http.RequestAborted));
        var editing = http.Request.Query.ContainsKey(FormState.SectionField) && person.Standing != UserStatus.Deprovisioned;
        return Of(http, person, fields, editing, Fill(person.User, fields).Versioned());
    }

    public static async Task<IResult> Save(HttpContext http, string userId, UserChanges changes, MailReach reach, ProfileSchemas schemas)
    {
        if (await ShownPerson.Of(http, userId) is not { } person) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        var schema = await schemas.OfType(http.Org.Id, person.User.TypeId, http.RequestAborted);
        var fields = ProfileFields.Of(schema);
        try
        {
            var changed = await changes.Revise(http.Doing, person.User, current =>
                Fill(current, fields) is var stored && stored.Version == typed[FormState.VersionField]
                    ? UserDraft.Of(current, Read(typed, fields), schema, reach) : throw new OvertakenException(stored));
            if (changed is null) return ConsoleRefusals.NotFound();
            http.Undoable(Fill(person.User, fields), Fill(changed, fields));
            return new Found(ConsoleAddress.Done(ConsoleAddress.Of("people", userId), "saved"));
        }
        catch (RuleException broken)
        {
            return Of(http, person, fields, editing: true, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Of(http, person, fields, editing: true, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
        catch (StandingException standing)
        {
            return Of(http, person, fields, editing: false, typed.With(RowForm.Do, standing.Message), StatusCodes.Status409Conflict);
        }
    }

    /// <summary>The page with what could not be done.</summary>
    public static async Task<Page> Refused(HttpContext http, ShownPerson person, string why)
    {
        var schemas = http.RequestServices.GetRequiredService<ProfileSchemas>();
        var fields = ProfileFields.Of(await schemas.OfType(http.Org.Id, person.User.TypeId, http.RequestAborted));
        return Of(http, person, fields, editing: false, FormState.Empty.With(RowForm.Do, why), StatusCodes.Status409Conflict);
    }

    /// <summary>Everything a profile may have; what is empty is left out, as it is stored.</summary>
    private static FormState Fill(User user, ProfileFields fields) =>
        FormState.Of(fields.Names.Select(name => new KeyValuePair<string, string?>(name, user[name])));

    private static JsonObject Read(FormState typed, ProfileFields fields)
    {
        var given = new JsonObject();
        foreach (var name in fields.Names) given[name] = typed.Text(name)?.ReplaceLineEndings("\n");
        return given;
    }

    private static Page Of(HttpContext http, ShownPerson person, ProfileFields fields, bool editing, FormState form, int status = StatusCodes.Status200OK) =>
        Page.Of(new PersonPage { Frame = http.Frame(ConsoleSection.People), Person = person, Fields = fields, Editing = editing, Form = form }, status);
}
