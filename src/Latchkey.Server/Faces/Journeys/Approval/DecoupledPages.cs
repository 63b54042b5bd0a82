using Latchkey.Server.Core.ApiAccess;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Journeys.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Journeys.Approval;

internal static class DecoupledPages
{
    public static IResult Code(string userCode, bool unknown) =>
        Page.Of(new ActivatePage { UserCode = userCode, Unknown = unknown }, unknown ? 400 : 200);

    public static IResult Ask(DecoupledRequest request, App app, User user, IReadOnlyList<ScopeDefinition> agreeing, string proof) =>
        Page.Of(new ApprovalPage
        {
            App = AppAbout.Of(app), Action = request.Kind == DecoupledRequest.Device ? "/activate/confirm" : $"/approve/{request.Id}",
            Fields = new Dictionary<string, string> { ["request"] = proof }, PersonName = user.DisplayName, OfDevice = request.Kind == DecoupledRequest.Device,
            BindingMessage = request.BindingMessage, Ip = request.Ip, AskedAt = request.CreatedAt, Agreeing = [.. Administering(request), .. agreeing],
            ImageSources = AppAbout.Of(app).ImageSources,
        });

    /// <summary>Whoever lets another device administer for them sees that they do: a stranger may have sent them the code.</summary>
    private static IEnumerable<ScopeDefinition> Administering(DecoupledRequest request) => request.Scopes.Where(ManagementScopes.Administers)
        .Select(scope => new ScopeDefinition("", scope, scope, "", System: true, Default: false, ScopeConsent.Required, Published: false));

    public static IResult Done(App app, bool approved) => Page.Of(new AnsweredPage { AppLabel = app.Label, Approved = approved });

    public static IResult List(User user, IReadOnlyList<WaitingApproval> waiting) =>
        Page.Of(new ApprovalsPage { PersonName = user.DisplayName, Waiting = waiting });

    /// <summary>Answered already, run out, or not this person's or this browser's: one answer, which tells a stranger nothing.</summary>
    public static IResult Over(HttpContext http) =>
        Page.Of(new ErrorPage
        {
            Status = 400, RequestId = http.RequestId(), SignInExpired = true,
            WayOn = http.Request.Path.StartsWithSegments(WayOn.Activate.Url) ? WayOn.Activate : WayOn.Home
        }, 400);

    public static IResult Refused(HttpContext http, OAuthException refusal) => HostedPages.Error(http, 403, refusal.Error, refusal.Message);
}
