using System.Globalization;
using Latchkey.Server.Core.Imports;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Persons.Import;

/// <summary>GET /admin/people/import/{id}/refused: the lines that were refused, as a file that can be mended and brought again, with why.</summary>
internal static class ImportReportEndpoint
{
    private const int Batch = 1_000;

    public static async Task<IResult> Download(HttpContext http, string importId, PeopleImports imports)
    {
        if (await imports.Find(http.Org.Id, importId, http.RequestAborted) is not { } import) return ConsoleRefusals.NotFound();
        // Kept and not shown: nothing in it runs.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        return Results.Stream(async body =>
        {
            await using var text = new StreamWriter(body, leaveOpen: true);
            await text.WriteAsync(CsvTable.Written([.. import.Names, "line", "reason"]));
            var after = 0L;
            while (await imports.Refused(import.Id, after, Batch, http.RequestAborted) is { Count: > 0 } some)
            {
                foreach (var line in some)
                {
                    var number = line.Number.ToString(CultureInfo.InvariantCulture);
                    await text.WriteAsync(CsvTable.Written([.. line.Values, number, line.Reason ?? ""]));
                }
                after = some[^1].Number;
            }
        }, "text/csv; charset=utf-8", $"refused-{import.Id}.csv");
    }
}
