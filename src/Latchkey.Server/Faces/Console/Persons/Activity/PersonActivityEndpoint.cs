using Latchkey.Server.Core.Log;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Persons.Kit;
using Latchkey.Server.Faces.Console.Reporting.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Persons.Activity;

/// <summary>GET /admin/people/{id}/activity: what the log knows of somebody, the latest first.</summary>
internal static class PersonActivityEndpoint
{
    public static async Task<IResult> Show(HttpContext http, string userId, LogSearch search, TimeProvider clock)
    {
        if (await ShownPerson.Of(http, userId) is not { } person) return ConsoleRefusals.NotFound();
        var page = await LogPages.About(http, search, clock, userId);
        string Here(string? after) => ConsoleAddress.With(ConsoleAddress.Of("people", userId, "activity"), ("after", after));
        return Page.Of(new PersonActivityPage
        {
            Frame = http.Frame(ConsoleSection.People), Person = person, Lines = [.. page.Documents.Select(LogLine.Of)],
            First = ConsoleSearch.After(http).Length > 0 ? Here(null) : null, Next = page.More ? Here(page.At.ToString()) : null,
        });
    }
}
