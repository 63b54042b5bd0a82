using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Applications.SignOn;

/// <summary>GET /admin/apps/{id}/signon: how people get into an app, and which policies decide.</summary>
internal static class AppSignOnEndpoint
{
    public static async Task<IResult> Show(HttpContext http, string appId, Apps apps, OrgPolicies policies)
    {
        if (await apps.ShownClient(http, appId) is not { } app) return ConsoleRefusals.NotFound();
        var (set, said) = (await policies.Read(http.Org.Id, http.RequestAborted), Language.Of(http).Texts.Policy);
        var decide = new[] { set.OfApp(PolicyType.Access, app.AccessPolicyId), set.OfApp(PolicyType.Profile, app.EnrollmentPolicyId) };
        return Page.Of(new AppSignOnPage
        {
            Frame = http.Frame(ConsoleSection.Applications), App = app, OrgUrl = http.Org.Url,
            Policies = [.. decide.Select(policy => (PolicyKinds.Name(said, policy.Type), PolicyKinds.AddressOf(policy.Id), policy.Name))],
        });
    }
}
