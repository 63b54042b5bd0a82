using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Policies;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Rules;

/// <summary>/admin/api/servers/{id}/policies: which apps get which tokens for whom, in the order in which it is decided. Contract §3.4, Policy.</summary>
internal static class ServerPoliciesEndpoint
{
    public static string AddressOf(AuthorizationServer server, params IReadOnlyList<string> parts) =>
        ConsoleAddress.Of(["api", "servers", server.Id, "policies", .. parts]);

    public static async Task<IResult> Show(HttpContext http, string serverId, AuthorizationServers servers, PolicyNames names)
    {
        if (await servers.Shown(http, serverId) is not { } server) return ConsoleRefusals.NotFound();
        var policies = new List<AccessPolicy>();
        foreach (var stored in await servers.ReadPolicies(server, http.RequestAborted)) policies.Add(await Whole(http, servers, stored.Policy));
        return Page.Of(new ServerPoliciesPage
        {
            Frame = http.Frame(ConsoleSection.Api), Server = server, Policies = policies, Names = await AccessRuleForm.Names(http, names, policies),
        });
    }

    /// <summary>What is done with one of the policies.</summary>
    public static async Task<IResult> Change(HttpContext http, string serverId, AuthorizationServers servers, AccessPolicyChanges changes)
    {
        if (await servers.Shown(http, serverId) is not { } server) return ConsoleRefusals.NotFound();
        var (form, here) = (FormState.Of(await Parameters.Form(http.Request)), AddressOf(server));
        if (await Find(http, servers, server, form[RowForm.Id]) is not { } policy) return new Found(here);
        switch (form[RowForm.Do])
        {
            case Ranks.Up or Ranks.Down:
                await changes.Move(http.Doing, server, policy, Ranks.Places(form[RowForm.Do]));
                return new Found(ConsoleAddress.Done(here, "saved"));
            case Ranks.Activate or Ranks.Deactivate:
                await changes.SetActive(http.Doing, server, policy, form[RowForm.Do] == Ranks.Activate);
                return new Found(ConsoleAddress.Done(here, form[RowForm.Do] == Ranks.Activate ? "activated" : "deactivated"));
            default:
                return new Found(here);
        }
    }

    /// <summary>What is done with one of the rules of a policy.</summary>
    public static async Task<IResult> ChangeRule(HttpContext http, string serverId, string policyId, AuthorizationServers servers,
        AccessPolicyRuleChanges changes)
    {
        if (await servers.Shown(http, serverId) is not { } server || await Find(http, servers, server, policyId) is not { } policy)
            return ConsoleRefusals.NotFound();
        var (form, here) = (FormState.Of(await Parameters.Form(http.Request)), AddressOf(server));
        if (policy.Rules.FirstOrDefault(one => one.Id == form[RowForm.Id]) is not { } rule) return new Found(here);
        switch (form[RowForm.Do])
        {
            case Ranks.Up or Ranks.Down:
                await changes.Move(http.Doing, server, policy, rule, Ranks.Places(form[RowForm.Do]));
                return new Found(ConsoleAddress.Done(here, "saved"));
            case Ranks.Activate or Ranks.Deactivate:
                await changes.SetActive(http.Doing, server, policy, rule, form[RowForm.Do] == Ranks.Activate);
                return new Found(ConsoleAddress.Done(here, form[RowForm.Do] == Ranks.Activate ? "activated" : "deactivated"));
            case Ranks.Delete when !rule.Active:
                await changes.Delete(http.Doing, server, policy, rule);
                return new Found(ConsoleAddress.Done(here, "deleted"));
            default:
                return new Found(here);
        }
    }

    /// <summary>With its rules; null when the server has none of this id.</summary>
    public static async Task<AccessPolicy?> Find(HttpContext http, AuthorizationServers servers, AuthorizationServer server, string policyId) =>
        (await servers.ReadPolicies(server, http.RequestAborted)).FirstOrDefault(stored => stored.Policy.Id == policyId) is { } found
            ? await Whole(http, servers, found.Policy) : null;

    private static async Task<AccessPolicy> Whole(HttpContext http, AuthorizationServers servers, AccessPolicy policy) =>
        policy with { Rules = [.. (await servers.ReadRules(policy, http.RequestAborted)).Select(stored => stored.Rule)] };
}
