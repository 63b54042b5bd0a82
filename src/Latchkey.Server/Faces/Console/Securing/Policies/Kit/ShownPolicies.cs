using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Rulebook;

namespace Latchkey.Server.Faces.Console.Securing.Policies.Kit;

internal static class ShownPolicies
{
    /// <summary>One of the request's org; null when there is none.</summary>
    public static async Task<OrgPolicy?> Shown(this OrgPolicies policies, HttpContext http, string policyId) =>
        (await policies.Read(http.Org.Id, http.RequestAborted)).Find(policyId);
}
