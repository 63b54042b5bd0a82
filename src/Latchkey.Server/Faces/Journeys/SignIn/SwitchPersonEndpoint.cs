using Latchkey.Server.Core.SingleSignOn;
using Latchkey.Server.Faces.Journeys.Authorization;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>
/// POST /signin/switch: somebody is signed in here, and somebody else is about to be. The answer counts for this browser and
/// for these two people.
/// </summary>
internal static class SwitchPersonEndpoint
{
    public const string Asked = "asked";
    public const string Decision = "decision";
    public const string GoOn = "go-on";

    public static async Task<IResult> Answer(HttpContext http, Handovers handovers, Sessions sessions, PendingSignIns pending, SignInSteps steps)
    {
        var form = await Parameters.Form(http.Request);
        if (handovers.Open(http, form[Asked]) is not { } asked) return HostedPages.SignInExpired(http);
        var waiting = asked.Flow is { } flow ? await pending.Resume(http, flow) : null;
        if (waiting is null && asked.Address is null) return HostedPages.SignInExpired(http);

        if (form[Decision] != GoOn) return waiting is null ? new Found("/") : waiting.ReplyTo.Refusal(http, SignInEndpoint.Cancelled());

        var current = await sessions.Current(http);
        var handover = await handovers.Find(http, asked.Token, asked.ClientId);
        // A third person has signed in since: it was not them who was asked.
        if (handover is not null && current is { } here && here.User.Id != asked.HereId && here.User.Id != handover.User.Id)
            return handovers.Ask(http, here.User, handover, waiting?.Request, asked.Flow, asked.Address);

        var taken = handover is null ? null : await handovers.Take(http, handover);
        if (waiting is null) return taken is null ? HostedPages.SignInExpired(http) : new Found(asked.Address!);
        try
        {
            return await steps.Begin(http, waiting, taken);
        }
        catch (OAuthException refusal)
        {
            return waiting.ReplyTo.Refusal(http, refusal);
        }
    }
}
