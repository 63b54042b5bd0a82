using System.Globalization;
using Latchkey.Server.Core.Hooks;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Workflow.Telling;

/// <summary>GET and POST /admin/hooks/events/{id}/undelivered: what the hook was not told of, and once more. Contract §3.11, event hooks.</summary>
internal static class UndeliveredEndpoint
{
    public const string After = "after";

    private const int Most = 50;

    public static async Task<IResult> Show(HttpContext http, string hookId, EventHooks hooks, UndeliveredEvents undelivered)
    {
        if (await hooks.Find(http.Org.Id, hookId, http.RequestAborted) is not { } hook) return ConsoleRefusals.NotFound();
        var after = long.TryParse(http.Request.Query[After], NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0;
        var found = await undelivered.Of(hook, after, Most + 1, http.RequestAborted);
        var address = ConsoleAddress.Of("hooks", "events", hook.Id, "undelivered");
        return Page.Of(new UndeliveredPage
        {
            Frame = http.Frame(ConsoleSection.EventHooks), Hook = hook, Items = [.. found.Take(Most)], First = after == 0 ? null : address,
            Next = found.Count > Most ? ConsoleAddress.With(address, (After, found[Most - 1].Seq.ToString(CultureInfo.InvariantCulture))) : null,
        });
    }

    /// <summary>One event by its id, or all.</summary>
    public static async Task<IResult> SendAgain(HttpContext http, string hookId, EventHooks hooks, UndeliveredEvents undelivered)
    {
        if (await hooks.Find(http.Org.Id, hookId, http.RequestAborted) is not { } hook) return ConsoleRefusals.NotFound();
        var form = FormState.Of(await Parameters.Form(http.Request));
        await undelivered.Replay(http.Doing, hook, form.Text(RowForm.Id));
        return new Found(ConsoleAddress.Done(ConsoleAddress.Of("hooks", "events", hook.Id, "undelivered"), "saved"));
    }
}
