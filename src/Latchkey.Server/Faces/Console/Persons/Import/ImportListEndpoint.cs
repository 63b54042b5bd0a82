using Latchkey.Server.Core.Imports;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Persons.Import;

/// <summary>GET and POST /admin/people/import: people from a file. Nothing happens with them before somebody has looked at what would.</summary>
internal static class ImportListEndpoint
{
    private const int LongestName = 200;

    public static readonly string Address = ConsoleAddress.Of("people", "import");

    public static Task<IResult> Show(HttpContext http, PeopleImports imports) => List(http, imports, FormState.Empty, StatusCodes.Status200OK);

    public static async Task<IResult> Upload(HttpContext http, PeopleImports imports, ProfileSchemas schemas, ServerSettings settings)
    {
        try
        {
            if (!UploadedForm.IsOne(http.Request)) throw new RuleException(CsvTable.Field, "is required");
            var table = CsvTable.Read(await UploadedForm.RequireFile(http));
            var name = (await UploadedForm.Of(http)).Fields.GetValueOrDefault("name", "").Trim();
            var mapping = ImportMapping.Suggested(table.Columns, await schemas.OfUsers(http.Org.Id, http.RequestAborted));
            var id = await imports.Create(http.Doing, http.Administrator.User.Id, name.Length is 0 or > LongestName ? "people.csv" : name, table, mapping,
                settings.SendsMail ? PeopleImport.ByMail : PeopleImport.Later);
            return new Found(ConsoleAddress.Of("people", "import", id));
        }
        catch (RuleException broken)
        {
            return await List(http, imports, FormState.Empty.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IResult> List(HttpContext http, PeopleImports imports, FormState form, int status) => Page.Of(new ImportListPage
    {
        Frame = http.Frame(ConsoleSection.People), Form = form, Imports = await imports.Recent(http.Org.Id, http.RequestAborted),
    }, status);
}
