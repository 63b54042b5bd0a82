using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Policies;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Rules;

/// <summary>…/policies/{policyId}/rules/new and …/rules/{ruleId} of an authorization server: a rule of an access policy. Contract §3.4, Rule.</summary>
internal static class AccessRuleEndpoint
{
    public static async Task<IResult> ShowNew(HttpContext http, string serverId, string policyId, AuthorizationServers servers) =>
        await Find(http, serverId, policyId, servers) is var (server, policy)
            ? Form(http, server, policy, null, AccessRuleForm.Suggested, StatusCodes.Status200OK) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Create(HttpContext http, string serverId, string policyId, AuthorizationServers servers, PolicyNames names,
        AccessPolicyRuleChanges changes)
    {
        if (await Find(http, serverId, policyId, servers) is not var (server, policy)) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            await changes.Create(http.Doing, server, policy, await AccessRuleForm.Read(http, typed, server, null, names));
            return new Found(ConsoleAddress.Done(ServerPoliciesEndpoint.AddressOf(server), "created"));
        }
        catch (RuleException broken)
        {
            return Form(http, server, policy, null, typed.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> Show(HttpContext http, string serverId, string policyId, string ruleId, AuthorizationServers servers, PolicyNames names)
    {
        if (await Find(http, serverId, policyId, servers) is not var (server, policy) || RuleOf(policy, ruleId) is not { } rule)
            return ConsoleRefusals.NotFound();
        var called = await AccessRuleForm.Names(http, names, [policy]);
        return Form(http, server, policy, rule, AccessRuleForm.Of(rule, called).Versioned(), StatusCodes.Status200OK);
    }

    public static async Task<IResult> Save(HttpContext http, string serverId, string policyId, string ruleId, AuthorizationServers servers, PolicyNames names,
        AccessPolicyRuleChanges changes)
    {
        if (await Find(http, serverId, policyId, servers) is not var (server, policy) || RuleOf(policy, ruleId) is not { } rule)
            return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        var called = await AccessRuleForm.Names(http, names, [policy]);
        try
        {
            var (draft, before) = (await AccessRuleForm.Read(http, typed, server, rule, names), FormState.Empty);
            await changes.Replace(http.Doing, server, policy, draft, current => before = typed.Over(AccessRuleForm.Of(current, called)));
            http.Undoable(before, AccessRuleForm.Of(draft.Rule, await AccessRuleForm.Names(http, names, [policy with { Rules = [draft.Rule] }])));
            return new Found(ConsoleAddress.Done(ServerPoliciesEndpoint.AddressOf(server), "saved"));
        }
        catch (RuleException broken)
        {
            return Form(http, server, policy, rule, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Form(http, server, policy, rule, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    private static async Task<(AuthorizationServer Server, AccessPolicy Policy)?> Find(HttpContext http, string serverId, string policyId,
        AuthorizationServers servers) =>
        await servers.Shown(http, serverId) is { } server && await ServerPoliciesEndpoint.Find(http, servers, server, policyId) is { } policy
            ? (server, policy) : null;

    private static AccessPolicyRule? RuleOf(AccessPolicy policy, string ruleId) => policy.Rules.FirstOrDefault(rule => rule.Id == ruleId);

    private static Page Form(HttpContext http, AuthorizationServer server, AccessPolicy policy, AccessPolicyRule? rule, FormState form, int status) =>
        Page.Of(new AccessRulePage { Frame = http.Frame(ConsoleSection.Api), Server = server, Policy = policy, Rule = rule, Form = form }, status);
}
