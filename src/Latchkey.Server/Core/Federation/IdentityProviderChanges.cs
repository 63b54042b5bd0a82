using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Federation;

/// <summary>Changes the identity providers of an org and who comes from them: each is one commit with its line in the log, whichever face asks.</summary>
internal sealed class IdentityProviderChanges(LoggedWrites writes, IdentityProviders providers, LinkedIdentities linked, RoleBooks roles)
{
    /// <exception cref="RuleException">Another one has its name, there are too many, or a group that it names is none.</exception>
    public async Task<IdentityProvider> Create(Doing doing, IdentityProviderDraft draft) => await writes.Write(doing, FederationEvents.Created, async writing =>
    {
        await RequireGroups(writing, doing.Org.Id, draft);
        return await providers.Create(writing, doing.Org.Id, draft) ?? throw Taken();
    }, provider => provider.Party) ?? throw Taken();

    /// <exception cref="RuleException">Another one has its name, or a group that it names is none.</exception>
    public async Task<IdentityProvider> Replace(Doing doing, IdentityProvider existing, IdentityProviderDraft draft) =>
        await Revise(doing, existing, _ => draft) ?? throw Taken();

    /// <summary>Made of what it is by now: whoever asks may refuse it where somebody else was quicker. Null when it is gone.</summary>
    /// <exception cref="RuleException">What it would be breaks one, another one has its name, or a group that it names is none.</exception>
    public Task<IdentityProvider?> Revise(Doing doing, IdentityProvider existing, Func<IdentityProvider, IdentityProviderDraft> revise) =>
        writes.Write(doing, FederationEvents.Updated, async writing =>
        {
            if (await providers.Hold(writing, existing) is not { } current) return null;
            var draft = revise(current);
            await RequireGroups(writing, current.OrgId, draft);
            // OpenID Connect Core §5.7: a sub is somebody's at one issuer, and may be anybody's at another.
            if (draft.Upstream.Issuer != current.Upstream.Issuer && await linked.Any(writing, current))
                throw new RuleException("protocol.issuer.url", "cannot be changed while people are linked, who would be others there: make another provider");
            return await providers.Change(writing, current, draft) ?? throw Taken();
        }, provider => provider.Party);

    /// <summary>Null when it is gone.</summary>
    public async Task<IdentityProvider?> SetActive(Doing doing, IdentityProvider existing, bool active) => existing.Active == active ? existing
        : await writes.Write(doing, active ? FederationEvents.Activated : FederationEvents.Deactivated,
            writing => providers.SetActive(writing, existing, active), changed => changed.Party);

    /// <summary>With who is linked to it: their accounts stay.</summary>
    public Task Delete(Doing doing, IdentityProvider existing) =>
        writes.Write(doing, FederationEvents.Deleted, writing => providers.Delete(writing, existing), existing.Party);

    /// <summary>An administrator's word for who somebody is there.</summary>
    /// <exception cref="RuleException">The name is somebody's, or the person has one there.</exception>
    public async Task<LinkedIdentity> Link(Doing doing, IdentityProvider provider, User user, string? externalId)
    {
        if (externalId?.Trim() is not { Length: > 0 and <= 255 } name) throw new RuleException("externalId", "must have between 1 and 255 characters");
        return await writes.Write(doing, FederationEvents.Linked, await linked.Linking(doing.Org, provider, user, name, [], doing.Aborted),
            _ => (IReadOnlyList<LogParty>)[user.Party, provider.Party]) ?? throw RuleException.Taken("externalId");
    }

    /// <summary>False, and nothing happens, where they are not linked.</summary>
    public Task<bool> Unlink(Doing doing, IdentityProvider provider, User user, LinkedIdentity link) =>
        writes.Write(doing, FederationEvents.Unlinked, writing => linked.Unlink(writing, link), user.Party, provider.Party);

    private async Task RequireGroups(Writing writing, string orgId, IdentityProviderDraft draft)
    {
        if (draft.NamedGroups.Count == 0) return;
        var there = (await writing.Many<Named>("select id, type, name from groups where org_id = @orgId and id in @ids",
            new { orgId, ids = draft.NamedGroups.ToArray() })).ToDictionary(group => group.Id, StringComparer.Ordinal);
        if (draft.NamedGroups.FirstOrDefault(id => !there.ContainsKey(id)) is { } missing) throw new RuleException("policy", $"'{missing}' is not a group");
        var filled = draft.Rules.AssignedGroups.Concat(draft.Rules.GroupFilter).Select(id => there[id]);
        if (filled.FirstOrDefault(group => group.Type == Groups.BuiltIn) is { } built)
            throw new RuleException("policy.provisioning.groups", $"{built.Name} is built in: everybody is in it already");
        var giving = (await roles.Of(orgId, CancellationToken.None)).GroupIds;
        if (filled.FirstOrDefault(group => giving.Contains(group.Id)) is { } gives)
            throw new RuleException(
                "policy.provisioning.groups", $"{gives.Name} gives its people an administrator's role: no provider puts people into it");
    }

    private static RuleException Taken() =>
        new("name", $"Another identity provider of the organization has this name, or there are {IdentityProviders.Most} already");

    private sealed record Named(string Id, string Type, string Name);
}
