using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Networks;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Rulebook;

/// <summary>Changes the network zones of an org: each is one commit with its line in the log, whichever face asks. Contract §3.9, network.</summary>
internal sealed class ZoneChanges(LoggedWrites writes, Zones zones, OrgPolicies policies)
{
    /// <exception cref="RuleException">Another one has its name, there are too many, or it would keep out whoever makes it.</exception>
    public async Task<Zone> Create(Doing doing, ZoneDraft draft)
    {
        RequireOutside(doing, draft.Usage, draft.Active, draft.Gateways);
        return await Written(doing, AdminEvents.ZoneCreated, writing => zones.Create(writing, doing.Org.Id, draft));
    }

    /// <exception cref="RuleException">Another one has its name, it would keep out whoever changes it, or a rule names it that could no longer.</exception>
    public async Task<Zone> Replace(Doing doing, Zone existing, ZoneDraft draft)
    {
        await RequireReplaceable(doing, existing, draft);
        return await Written(doing, AdminEvents.ZoneUpdated, writing => zones.Change(writing, existing, draft));
    }

    /// <summary>The same, once whoever asks has seen what it is by now: they refuse it where somebody else was quicker. Null when it is gone.</summary>
    /// <inheritdoc cref="Replace"/>
    public async Task<Zone?> Revise(Doing doing, Zone existing, ZoneDraft draft, Action<Zone> see)
    {
        await RequireReplaceable(doing, existing, draft);
        return await writes.Write(doing, AdminEvents.ZoneUpdated, async writing =>
        {
            if (await zones.Hold(writing, existing) is not { } current) return null;
            see(current);
            return await zones.Change(writing, current, draft) ?? throw Taken();
        }, changed => changed.Party);
    }

    /// <summary>Null when it is gone.</summary>
    /// <exception cref="RuleException">It would keep out whoever switches it on, or a rule names it.</exception>
    public async Task<Zone?> SetActive(Doing doing, Zone existing, bool active)
    {
        if (existing.Active == active) return existing;
        if (!active) await RequireUnused(doing, existing);
        RequireOutside(doing, existing.Usage, active, existing.Gateways);
        return await writes.Write(doing, active ? AdminEvents.ZoneActivated : AdminEvents.ZoneDeactivated,
            writing => zones.SetActive(writing, existing, active), changed => changed.Party);
    }

    /// <exception cref="RuleException">A rule names it.</exception>
    public async Task Delete(Doing doing, Zone existing)
    {
        await RequireUnused(doing, existing);
        await writes.Write(doing, AdminEvents.ZoneDeleted, writing => zones.Delete(writing, existing), existing.Party);
    }

    private async Task<Zone> Written(Doing doing, LogEntry entry, Func<Writing, Task<Zone?>> write) =>
        await writes.Write(doing, entry, write, zone => zone.Party) ?? throw Taken();

    private static RuleException Taken() => new("name", $"Another zone of the organization has this name, or there are {Zones.Most} already");

    private async Task RequireReplaceable(Doing doing, Zone existing, ZoneDraft draft)
    {
        if (!draft.Active || draft.Usage != ZoneUsage.Policy) await RequireUnused(doing, existing);
        RequireOutside(doing, draft.Usage, draft.Active, draft.Gateways);
    }

    /// <summary>Who shuts themselves out could not open again.</summary>
    private static void RequireOutside(Doing doing, string usage, bool active, IReadOnlyList<ZoneAddress> gateways)
    {
        if (usage != ZoneUsage.Blocklist || !active || doing.Http is not { } http || CameFrom.Of(http).Address is not { } here) return;
        if (gateways.Any(address => AddressRange.Of("gateways", address).Contains(here)))
            throw new RuleException("gateways", $"your own address, {here}, is among those that would be kept out");
    }

    /// <summary>A rule whose zone is gone would be for nobody, or for everybody.</summary>
    private async Task RequireUnused(Doing doing, Zone zone)
    {
        foreach (var policy in (await policies.Read(doing.Org.Id, doing.Aborted)).All)
            if (policy.Rules.FirstOrDefault(rule => rule.Conditions.Zones.Concat(rule.Conditions.ExcludedZones).Contains(zone.Id)) is { } rule)
                throw new RuleException("id", $"the rule '{rule.Name}' of the policy '{policy.Name}' names the zone");
    }
}
