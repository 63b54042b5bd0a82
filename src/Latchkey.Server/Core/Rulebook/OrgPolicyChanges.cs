using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>Changes the policies of an org: each is one commit with its line in the log, whichever face asks. Contract §3.9.</summary>
internal sealed class OrgPolicyChanges(
    LoggedWrites writes, OrgPolicies policies, OrgDirectory orgs, Groups groups, Apps apps, AdministratorGate gate, TimeProvider clock)
{
    /// <summary>So many apps are called by name that stand in the way.</summary>
    private const int MostNamed = 3;

    /// <returns>Its id.</returns>
    /// <exception cref="RuleException">It names a group that the org does not have, another one of its kind has its name, or there are too many.</exception>
    public async Task<string> Create(Doing doing, OrgPolicyDraft draft)
    {
        var (id, now) = (Ids.New(Ids.Policy), clock.Now);
        var policy = draft.Policy with
        {
            Id = id,
            OrgId = doing.Org.Id,
            CreatedAt = now,
            UpdatedAt = now,
            // Apps that name it must always be told something.
            Rules = PolicyType.IsOfApps(draft.Policy.Type) ? [SystemPolicies.RuleOf(id, draft.Policy.Type, now)] : [],
        };
        await RequireGroups(doing, policy);
        return await Write(doing, policy, OrgPolicyEvents.Created, writing => policies.Create(writing, policy, draft.Priority)) ? id : throw Taken();
    }

    /// <summary>The same under another name, with all its rules.</summary>
    /// <returns>The new one's id.</returns>
    /// <exception cref="RuleException">There are too many.</exception>
    public async Task<string> Clone(Doing doing, OrgPolicy original)
    {
        var others = (await policies.Read(doing.Org.Id, doing.Aborted)).Of(original.Type);
        var names = others.Select(policy => policy.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = Enumerable.Range(1, OrgPolicies.Most + 1).Select(number => $"[cloned {number}] {original.Name}").First(name => !names.Contains(name));
        var (id, now) = (Ids.New(Ids.Policy), clock.Now);
        var policy = original with
        {
            Id = id,
            Name = name,
            System = false,
            CreatedAt = now,
            UpdatedAt = now,
            Rules = [.. original.Rules.Select(rule => rule with
            {
                Id = rule.System ? SystemPolicies.RuleIdOf(id) : Ids.New(Ids.Rule), PolicyId = id, CreatedAt = now, UpdatedAt = now,
            })],
        };
        return await Write(doing, policy, OrgPolicyEvents.Created, writing => policies.Create(writing, policy, null)) ? id : throw Taken();
    }

    /// <param name="doing">Who does it, and where.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="see">Told what it is by now: whoever asks may refuse it where somebody else was quicker.</param>
    /// <exception cref="RuleException">
    /// It names a group that the org does not have, another one of its kind has its name, it is gone, or apps name it that is to be switched off.
    /// </exception>
    public async Task Replace(Doing doing, OrgPolicyDraft draft, Action<OrgPolicy>? see = null)
    {
        var policy = draft.Policy;
        await RequireGroups(doing, policy);
        if (!await Write(doing, policy, OrgPolicyEvents.Updated, async writing =>
        {
            if (see is not null)
            {
                if ((await policies.Held(writing, policy.OrgId)).Find(policy.Id) is not { } current) return false;
                see(current);
            }
            if (!policy.Active) await RequireUnused(writing, policy);
            if (!await policies.Change(writing, policy, draft.Priority)) return false;
            if (policy is { System: true, Password.RecoveredByMail: var recovers } && recovers != doing.Org.RecoversPasswords)
                await orgs.RecoverPasswords(writing, doing.Org, recovers);
            return true;
        })) throw Taken();
    }

    /// <summary>Up or down in the order in which those of its kind are tried. Nothing happens where it is the first or the last already.</summary>
    public Task Move(Doing doing, OrgPolicy policy, int places) => Write(doing, policy, OrgPolicyEvents.Updated, async writing =>
    {
        var held = await policies.Held(writing, policy.OrgId);
        return held.Find(policy.Id) is { System: false, Priority: var now } current && now + places >= 1
            && held.Of(policy.Type).Count(other => !other.System) >= now + places && await policies.Change(writing, current, now + places);
    });

    /// <summary>Nothing happens when it was so already, or is gone.</summary>
    /// <exception cref="BuiltInException">Every org has it.</exception>
    /// <exception cref="RuleException">Apps name it that is to be switched off.</exception>
    public async Task SetActive(Doing doing, OrgPolicy policy, bool active)
    {
        if (policy.Active == active) return;
        if (policy.System) throw new BuiltInException("A policy that every organization has is always active.");
        await Write(doing, policy, active ? OrgPolicyEvents.Activated : OrgPolicyEvents.Deactivated, async writing =>
        {
            if (!active) await RequireUnused(writing, policy);
            return await policies.Change(writing, policy with { Active = active }, null);
        });
    }

    /// <summary>Also its rules.</summary>
    /// <exception cref="BuiltInException">Every org has it.</exception>
    /// <exception cref="RuleException">Apps name it.</exception>
    public Task Delete(Doing doing, OrgPolicy policy) => policy.System ? throw new BuiltInException("A policy that every organization has cannot be deleted.")
        : Write(doing, policy, OrgPolicyEvents.Deleted, async writing =>
        {
            await RequireUnused(writing, policy);
            return await policies.Delete(writing, policy);
        });

    /// <summary>From now on the app is this policy's, and no other's of that kind.</summary>
    /// <exception cref="RuleException">Apps do not name policies of that kind, or this one decides nothing by now.</exception>
    /// <exception cref="BeyondException">The app is not theirs to change: how people sign in to it is a part of it.</exception>
    public async Task Assign(Doing doing, App app, OrgPolicy policy)
    {
        if (!PolicyType.IsOfApps(policy.Type))
            throw new RuleException("policyId", $"'{policy.Id}' is of the type {policy.Type}; an app has an {PolicyType.Access} and a {PolicyType.Profile}");
        await gate.Require(doing, Rights.Manage("apps"), AdminResource.AppKind, app.Id);
        await writes.Write(doing, OrgPolicyEvents.Mapped, async writing =>
        {
            if (!policy.System && (await policies.Held(writing, policy.OrgId)).Find(policy.Id) is not { Active: true })
                throw new RuleException("policyId", $"the policy '{policy.Name}' is not active: the app would have the policy that every organization has");
            return await apps.SetPolicy(writing, app, enrollment: policy.Type == PolicyType.Profile, policy.System ? null : policy.Id);
        }, app.Party, policy.Party);
    }

    /// <summary>Its apps would be left to the policy that every org has, which may let in whom this one keeps out.</summary>
    private async Task RequireUnused(Writing writing, OrgPolicy policy)
    {
        if (!PolicyType.IsOfApps(policy.Type)) return;
        // Whoever gives it to an app takes this turn, too.
        await policies.Held(writing, policy.OrgId);
        var named = await Apps.Naming(writing, policy.Id, MostNamed + 1);
        if (named.Count == 0) return;
        var which = string.Join(", ", named.Take(MostNamed).Select(label => $"'{label}'")) + (named.Count > MostNamed ? " and others" : "");
        throw new RuleException("id", $"the policy '{policy.Name}' decides for {which}: give them another policy first");
    }

    private Task<bool> Write(Doing doing, OrgPolicy policy, LogEntry entry, Func<Writing, Task<bool>> write) => writes.Write(doing, entry, write, policy.Party);

    private async Task RequireGroups(Doing doing, OrgPolicy policy)
    {
        if (policy.System) return;
        foreach (var group in policy.Groups)
            if (await groups.Find(doing.Org.Id, group, doing.Aborted) is null)
                throw new RuleException("conditions.people.groups.include", $"'{group}' is not a group");
    }

    private static RuleException Taken() => new("name", $"Another policy of this type has this name, or there are {OrgPolicies.Most} already");
}
