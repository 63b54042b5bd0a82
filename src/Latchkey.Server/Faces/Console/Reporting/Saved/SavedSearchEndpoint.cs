using Latchkey.Server.Core.Insight;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Reporting.Kit;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Reporting.Saved;

/// <summary>POST /admin/log/saved: keeps a question to the log under a name, for whoever asks it, or forgets it.</summary>
internal static class SavedSearchEndpoint
{
    public const string Save = "save";
    public const string Delete = "delete";
    public const string Query = "query";

    public static readonly string Address = ConsoleAddress.Of("log", "saved");

    public static async Task<IResult> Change(HttpContext http, SavedSearches searches)
    {
        var (typed, user, here) = (FormState.Of(await Parameters.Form(http.Request)), http.Administrator.User, ConsoleAddress.Of("log"));
        if (typed[RowForm.Do] == Delete)
        {
            await searches.Delete(user, typed[RowForm.Id], http.RequestAborted);
            return new Found(ConsoleAddress.Done(here, "deleted"));
        }
        var wanted = LogWanted.Kept(typed[Query]);
        here += wanted.Length > 0 ? "?" + wanted + "&" : "?";
        try
        {
            await searches.Save(user, typed.Text("name"), wanted, http.RequestAborted);
            return new Found(here + ConsoleFrames.DoneParameter + "=saved");
        }
        catch (RuleException)
        {
            // Which rule it was, the page says: the form has its name, and the list as many as there may be.
            return new Found(here + LogWanted.NotSaved + "=1");
        }
    }
}
