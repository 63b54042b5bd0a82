using Latchkey.Server.Core.Log;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Reporting.Kit;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Reporting.Export;

/// <summary>
/// GET /admin/log/export: what the log's page finds, as a file: CSV for a spreadsheet, or one JSON object a line as the management API has it.
/// </summary>
internal static class LogExportEndpoint
{
    public static IResult Download(HttpContext http, LogSearch search, TimeProvider clock)
    {
        var wanted = LogWanted.Of(http, clock.Now);
        try
        {
            return new LogFile(search, wanted.Query(LogPages.Start(http)), csv: http.Request.Query["format"] != "jsonl");
        }
        catch (ApiError)
        {
            // Its page says what is wrong with the filter.
            return new Found(wanted.AddressOf(ConsoleAddress.Of("log")));
        }
    }
}
