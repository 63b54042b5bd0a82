using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Console.Applications.Kit;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Mappings;

/// <summary>GET and POST /admin/policies/{id}/apps: the apps that name a policy. Contract §3.9, mappings.</summary>
internal static class PolicyAppsEndpoint
{
    public const string Assign = "assign";
    public const string Remove = "unassign";

    private const int PageSize = 25;
    private const int MostFound = 10;

    public static string AddressOf(string policyId) => PolicyKinds.AddressOf(policyId, "apps");

    public static async Task<IResult> Show(HttpContext http, string policyId, OrgPolicies policies, AppList apps)
    {
        if (await policies.Shown(http, policyId) is not { } policy || !PolicyType.IsOfApps(policy.Type)) return ConsoleRefusals.NotFound();
        var (wanted, after, ct) = (ConsoleSearch.Words(http), ConsoleSearch.After(http), http.RequestAborted);
        var named = await apps.OfPolicy(new(http.Org.Id, policy.Type == PolicyType.Profile, policy.System ? null : policy.Id, http.SeenApps), after,
            PageSize + 1, ct);
        var found = wanted.Length == 0 ? []
            : await apps.ByLabel(new AppSearch(http.Org.Id, Identifiers.Canonical(wanted), null, null, http.SeenApps), "", MostFound, ct);
        return Page.Of(new PolicyAppsPage
        {
            Frame = http.Frame(ConsoleSection.Policies), Policy = (policy.Id, policy.Name, policy.Type), System = policy.System, Wanted = wanted,
            Apps = [.. named.Take(PageSize)], Found = [.. found.Where(app => NamedBy(app, policy) != (policy.System ? null : policy.Id))],
            First = after.Length > 0 ? AddressOf(policy.Id) : null,
            Next = named.Count > PageSize ? ConsoleAddress.With(AddressOf(policy.Id), ("after", named[PageSize - 1].Id)) : null,
        });
    }

    public static async Task<IResult> Change(HttpContext http, string policyId, OrgPolicies policies, Apps apps, OrgPolicyChanges changes)
    {
        if (await policies.Shown(http, policyId) is not { } policy || !PolicyType.IsOfApps(policy.Type)) return ConsoleRefusals.NotFound();
        var (form, here) = (FormState.Of(await Parameters.Form(http.Request)), AddressOf(policyId));
        if (await apps.Shown(http, form[RowForm.Id]) is not { } app) return new Found(here);
        switch (form[RowForm.Do])
        {
            case Assign:
                await changes.Assign(http.Doing, app, policy);
                return new Found(ConsoleAddress.Done(here, "assigned"));
            // From then on the one that every org has is the app's.
            case Remove when !policy.System && NamedBy(app, policy) == policy.Id:
                await changes.Assign(http.Doing, app, (await policies.Read(http.Org.Id, http.RequestAborted)).SystemOf(policy.Type));
                return new Found(ConsoleAddress.Done(here, "unassigned"));
            default:
                return new Found(here);
        }
    }

    private static string? NamedBy(App app, OrgPolicy policy) => policy.Type == PolicyType.Profile ? app.EnrollmentPolicyId : app.AccessPolicyId;
}
