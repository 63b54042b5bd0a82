using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Policies;

/// <summary>Changes the access policies of authorization servers: each is one commit with its line in the log. Contract §3.4, Policy.</summary>
internal sealed class AccessPolicyChanges(LoggedWrites writes, AccessPolicies policies, Apps apps)
{
    /// <returns>Its id.</returns>
    /// <exception cref="RuleException">It names an app that the org does not have, another one of the server has its name, or there are too many.</exception>
    public async Task<string> Create(Doing doing, AuthorizationServer server, AccessPolicyDraft draft)
    {
        var policy = draft.Policy with { Id = Ids.New(Ids.Policy) };
        await RequireClients(doing, policy);
        return await Write(doing, server, policy, ServerEvents.PolicyCreated, writing => policies.Create(writing, server, policy, draft.Priority))
            ? policy.Id : throw AccessPolicies.Taken();
    }

    /// <param name="doing">Who does it, and where.</param>
    /// <param name="server">Whose it is.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="see">Told what it is by now: whoever asks may refuse it where somebody else was quicker.</param>
    /// <exception cref="RuleException">It names an app that the org does not have, another one of the server has its name, or it is gone.</exception>
    public async Task Replace(Doing doing, AuthorizationServer server, AccessPolicyDraft draft, Action<AccessPolicy>? see = null)
    {
        await RequireClients(doing, draft.Policy);
        if (!await Write(doing, server, draft.Policy, ServerEvents.PolicyUpdated,
            writing => policies.Change(writing, server, draft.Policy, draft.Priority, see))) throw AccessPolicies.Taken();
    }

    /// <summary>Up or down in the order in which they are asked. Nothing happens where it is the first or the last already.</summary>
    public Task Move(Doing doing, AuthorizationServer server, AccessPolicy policy, int places) =>
        Write(doing, server, policy, ServerEvents.PolicyUpdated, writing => policies.Move(writing, server, policy, places));

    /// <summary>Nothing happens when it was so already, or is gone.</summary>
    public async Task SetActive(Doing doing, AuthorizationServer server, AccessPolicy policy, bool active)
    {
        if (policy.Active == active) return;
        await Write(doing, server, policy, active ? ServerEvents.PolicyActivated : ServerEvents.PolicyDeactivated,
            writing => policies.Change(writing, server, policy with { Active = active }, null));
    }

    /// <summary>Also its rules.</summary>
    public Task Delete(Doing doing, AuthorizationServer server, AccessPolicy policy) =>
        Write(doing, server, policy, ServerEvents.PolicyDeleted, writing => policies.Delete(writing, server, policy));

    private Task<bool> Write(Doing doing, AuthorizationServer server, AccessPolicy policy, LogEntry entry, Func<Writing, Task<bool>> write) =>
        writes.Write(doing, entry, write, policy.Party, server.Party);

    private async Task RequireClients(Doing doing, AccessPolicy policy)
    {
        foreach (var client in policy.Clients)
            if (client != PolicyDecision.AllClients && await apps.FindClient(doing.Org.Id, client, doing.Aborted) is null)
                throw new RuleException("conditions.clients.include", $"'{client}' is not a client");
    }
}
