using Latchkey.Server.Core.Imports;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Profile;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Persons.Import;

/// <summary>GET and POST /admin/people/import/{id}: which column is what, what would become of each line, and what has.</summary>
internal static class ImportEndpoint
{
    public const string Map = "map";
    public const string Start = "start";
    public const string Delete = "delete";
    public const string Existing = "existing";
    public const string Beginning = "beginning";
    /// <summary>Before the number of each column.</summary>
    public const string Column = "column.";

    private const int MostShown = 50;

    public static async Task<IResult> Show(HttpContext http, string importId, PeopleImports imports, Users users, ProfileSchemas schemas, MailReach reach,
        ServerSettings settings)
    {
        if (await imports.Find(http.Org.Id, importId, http.RequestAborted) is not { } import) return ConsoleRefusals.NotFound();
        var page = await Of(http, import, schemas, settings, Fill(import).Versioned());
        if (import.Status != PeopleImport.Draft)
        {
            var refused = await imports.Refused(import.Id, 0, MostShown, http.RequestAborted);
            return Page.Of(page with { Refused = [.. refused.Select(line => new PreviewedLine(line.Number, line.Values, line.Reason))] });
        }
        var schema = await schemas.OfUsers(http.Org.Id, http.RequestAborted);
        try
        {
            ImportMapping.Of(import.Attributes, schema);
        }
        catch (RuleException broken)
        {
            return Page.Of(page with { Form = page.Form.With(broken) });
        }
        return Page.Of(page with { Preview = await ImportPreview.Of(import, imports, users, schema, reach, http.RequestAborted) });
    }

    public static async Task<IResult> Change(HttpContext http, string importId, PeopleImports imports, ProfileSchemas schemas, ServerSettings settings)
    {
        if (await imports.Find(http.Org.Id, importId, http.RequestAborted) is not { } import) return ConsoleRefusals.NotFound();
        var (typed, here) = (FormState.Of(await Parameters.Form(http.Request)), AddressOf(import));
        switch (typed[RowForm.Do])
        {
            case Delete:
                await imports.Delete(import, http.RequestAborted);
                return new Found(ConsoleAddress.Done(ImportListEndpoint.Address, "deleted"));
            case Start when Fill(import).Version == typed[FormState.VersionField]:
                await imports.Start(http.Doing, import);
                return new Found(here);
            case Map:
                try
                {
                    var chosen = import.Names.Select((_, at) => typed[Column + Number(at)]).ToArray();
                    var mapping = ImportMapping.Of(chosen, await schemas.OfUsers(http.Org.Id, http.RequestAborted));
                    await imports.Map(import, mapping, typed[Existing] == PeopleImport.Update ? PeopleImport.Update : PeopleImport.Keep,
                        typed[Beginning] == PeopleImport.ByMail && settings.SendsMail ? PeopleImport.ByMail : PeopleImport.Later, http.RequestAborted);
                    return new Found(here);
                }
                catch (RuleException broken)
                {
                    return Page.Of(await Of(http, import, schemas, settings, typed.With(broken)), StatusCodes.Status400BadRequest);
                }
            default:
                return new Found(here);
        }
    }

    public static string AddressOf(PeopleImport import) => ConsoleAddress.Of("people", "import", import.Id);

    public static string Number(int at) => at.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static FormState Fill(PeopleImport import) => FormState.Of(
    [
        new(Existing, import.Existing), new(Beginning, import.Beginning),
        .. import.Attributes.Select((attribute, at) => KeyValuePair.Create(Column + Number(at), (string?)attribute)),
    ]);

    private static async Task<ImportPage> Of(HttpContext http, PeopleImport import, ProfileSchemas schemas, ServerSettings settings, FormState form)
    {
        var schema = await schemas.OfUsers(http.Org.Id, http.RequestAborted);
        var labels = ProfileLabels.Of(Language.Of(http).Texts.Directory);
        string Label(string name) => labels.GetValueOrDefault(name)
            ?? (schema.Custom.GetValueOrDefault(name)?.Document.Text("title") is { Length: > 0 } title ? title : name);
        return new()
        {
            Frame = http.Frame(ConsoleSection.People), Import = import, Form = form, SendsMail = settings.SendsMail,
            Attributes = [.. ImportMapping.Possible(schema).Select(name => (name, Label(name)))],
        };
    }
}
