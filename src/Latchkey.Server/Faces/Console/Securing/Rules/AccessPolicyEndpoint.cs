using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Policies;
using Latchkey.Server.Faces.Console.Callers;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Faces.Console.Securing.Rules;

/// <summary>/admin/api/servers/{id}/policies/new, …/{policyId}/edit and its end: which apps an access policy is for. Contract §3.4, Policy.</summary>
internal static class AccessPolicyEndpoint
{
    public static async Task<IResult> ShowNew(HttpContext http, string serverId, AuthorizationServers servers) =>
        await servers.Shown(http, serverId) is { } server ? Form(http, server, null, AccessPolicyForm.Suggested, StatusCodes.Status200OK)
            : ConsoleRefusals.NotFound();

    public static async Task<IResult> Create(HttpContext http, string serverId, AuthorizationServers servers, AccessPolicyChanges changes)
    {
        if (await servers.Shown(http, serverId) is not { } server) return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            await changes.Create(http.Doing, server, AccessPolicyForm.Read(typed, null));
            return new Found(ConsoleAddress.Done(ServerPoliciesEndpoint.AddressOf(server), "created"));
        }
        catch (RuleException broken)
        {
            return Form(http, server, null, typed.With(broken), StatusCodes.Status400BadRequest);
        }
    }

    public static async Task<IResult> Show(HttpContext http, string serverId, string policyId, AuthorizationServers servers) =>
        await servers.Shown(http, serverId) is { } server && await ServerPoliciesEndpoint.Find(http, servers, server, policyId) is { } policy
            ? Form(http, server, policy, AccessPolicyForm.Of(policy).Versioned(), StatusCodes.Status200OK) : ConsoleRefusals.NotFound();

    public static async Task<IResult> Save(HttpContext http, string serverId, string policyId, AuthorizationServers servers, AccessPolicyChanges changes)
    {
        if (await servers.Shown(http, serverId) is not { } server || await ServerPoliciesEndpoint.Find(http, servers, server, policyId) is not { } policy)
            return ConsoleRefusals.NotFound();
        var typed = FormState.Of(await Parameters.Form(http.Request));
        try
        {
            var (draft, before) = (AccessPolicyForm.Read(typed, policy), FormState.Empty);
            await changes.Replace(http.Doing, server, draft, current => before = typed.Over(AccessPolicyForm.Of(current)));
            http.Undoable(before, AccessPolicyForm.Of(draft.Policy));
            return new Found(ConsoleAddress.Done(ServerPoliciesEndpoint.AddressOf(server), "saved"));
        }
        catch (RuleException broken)
        {
            return Form(http, server, policy, typed.With(broken), StatusCodes.Status400BadRequest);
        }
        catch (OvertakenException overtaken)
        {
            return Form(http, server, policy, typed.Beside(overtaken.Stored), StatusCodes.Status409Conflict);
        }
    }

    public static async Task<IResult> AskToDelete(HttpContext http, string serverId, string policyId, AuthorizationServers servers) =>
        await servers.Shown(http, serverId) is { } server && await ServerPoliciesEndpoint.Find(http, servers, server, policyId) is { } policy
            ? Deletion(http, server, policy).Ask() : ConsoleRefusals.NotFound();

    public static async Task<IResult> Delete(HttpContext http, string serverId, string policyId, AuthorizationServers servers, AccessPolicyChanges changes)
    {
        if (await servers.Shown(http, serverId) is not { } server || await ServerPoliciesEndpoint.Find(http, servers, server, policyId) is not { } policy)
            return ConsoleRefusals.NotFound();
        return await Deletion(http, server, policy).Once(async () =>
        {
            await changes.Delete(http.Doing, server, policy);
            return new Found(ConsoleAddress.Done(ServerPoliciesEndpoint.AddressOf(server), "deleted"));
        });
    }

    private static TypedConfirmation Deletion(HttpContext http, AuthorizationServer server, AccessPolicy policy) => new(http, ConsoleSection.Api, policy.Name)
    {
        Means = Language.Of(http).Texts.Granting.DeleteAccessPolicyMeans, Address = ServerPoliciesEndpoint.AddressOf(server, policy.Id, "delete"),
        Back = ServerPoliciesEndpoint.AddressOf(server),
    };

    private static Page Form(HttpContext http, AuthorizationServer server, AccessPolicy? policy, FormState form, int status) =>
        Page.Of(new AccessPolicyPage { Frame = http.Frame(ConsoleSection.Api), Server = server, Policy = policy, Form = form }, status);
}
