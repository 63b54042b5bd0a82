using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Reporting.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Scim;

namespace Latchkey.Server.Faces.Console.Reporting.Event;

/// <summary>GET /admin/log/{id}: one event, whole, at an address that can be passed on.</summary>
internal static class LogEventEndpoint
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<IResult> Show(HttpContext http, string eventId, LogSearch search)
    {
        var query = new LogQuery(0, null, new(long.MaxValue, ""), new Scim.Compare("uuid", "eq", eventId), [], Descending: true);
        var found = await search.Page(http.Org.Id, query, 1, LogPages.MostRows, http.RequestAborted);
        if (found.Documents is not [var document]) return ConsoleRefusals.NotFound();
        return Page.Of(new LogEventPage
        {
            Frame = http.Frame(ConsoleSection.Log), Line = LogLine.Of(document), Json = JsonNode.Parse(document)!.ToJsonString(Indented),
        });
    }
}
