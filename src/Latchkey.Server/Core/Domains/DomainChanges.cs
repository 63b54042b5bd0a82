using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Domains;

/// <summary>Changes the domains of an org: each is one commit with its line in the log, whichever face asks. Contract §3.8.</summary>
internal sealed class DomainChanges(LoggedWrites writes, DomainsOfOrgs domains, DomainRecords records, BrandChanges brands, Turns turns)
{
    /// <exception cref="RuleException">There are too many, or this one already.</exception>
    public async Task<OrgDomain> Create(Doing doing, DomainDraft draft, string brandId) =>
        (await writes.Write(doing, AdminEvents.DomainCreated, async writing =>
        {
            await RequireFree(writing, doing, draft);
            await RequireBrand(writing, doing, brandId);
            return (OrgDomain?)await domains.Insert(writing, doing.Org.Id, draft, brandId);
        }, PartyOf))!;

    /// <summary>With a brand of its own, named after it, in one commit; the org's own where it can have no other, or has one of that name.</summary>
    /// <inheritdoc cref="Create(Doing, DomainDraft, string)"/>
    public async Task<OrgDomain> CreateWithBrand(Doing doing, DomainDraft draft, bool development)
    {
        var look = BrandDraft.Of(draft.Domain, false, false, null, null, development);
        return (await writes.Write(doing, AdminEvents.DomainCreated, async writing =>
        {
            await RequireFree(writing, doing, draft);
            var brand = await brands.TryCreate(writing, doing, look);
            return (OrgDomain?)await domains.Insert(writing, doing.Org.Id, draft, brand?.Id ?? Brand.IdOf(doing.Org.Id));
        }, PartyOf))!;
    }

    private async Task RequireFree(Writing writing, Doing doing, DomainDraft draft)
    {
        await turns.Take(writing, $"domains {doing.Org.Id}");
        var there = await DomainsOfOrgs.All(writing, doing.Org.Id);
        if (there.Count >= DomainsOfOrgs.Most) throw new RuleException("domain", $"at most {DomainsOfOrgs.Most}");
        if (there.Any(other => other.Domain == draft.Domain)) throw RuleException.Taken("domain");
    }

    /// <summary>Null when it is gone.</summary>
    /// <exception cref="RuleException">There is no such brand.</exception>
    public Task<OrgDomain?> Dress(Doing doing, OrgDomain domain, string brandId) => writes.Write(doing, AdminEvents.DomainUpdated, async writing =>
    {
        await RequireBrand(writing, doing, brandId);
        return await domains.Dress(writing, domain, brandId);
    }, PartyOf);

    /// <summary>Asks its DNS, and takes it into use if that says what it should.</summary>
    /// <returns>False when it says something else, nothing, or cannot be asked.</returns>
    /// <exception cref="RuleException">Another org of this server has proven it.</exception>
    public async Task<bool> Verify(Doing doing, OrgDomain domain)
    {
        if (domain.Verified) return true;
        if (!(await records.Texts(domain.RecordName, doing.Aborted)).Contains(domain.Proof, StringComparer.Ordinal)) return false;
        var taken = await writes.Write(doing, AdminEvents.DomainVerified, async writing =>
        {
            // Of two orgs that have shown it, the first has it.
            await turns.Take(writing, "domain " + domain.Domain);
            return await domains.Verify(writing, domain);
        }, PartyOf);
        if (taken is null && await domains.Find(doing.Org.Id, domain.Id, doing.Aborted) is not { Verified: true })
            throw new RuleException("domain", "is in use by another organization of this server");
        return true;
    }

    public Task<bool> Delete(Doing doing, OrgDomain domain) => writes.Write(doing, AdminEvents.DomainDeleted, writing =>
        DomainsOfOrgs.Delete(writing, domain), PartyOf(domain));

    private static async Task RequireBrand(Writing writing, Doing doing, string brandId)
    {
        if (await BrandOfOrg.Read(writing, doing.Org, brandId) is null) throw new RuleException("brandId", "there is no such brand");
    }

    private static LogParty PartyOf(OrgDomain domain) => new(domain.Id, "CustomDomain", null, domain.Domain);
}
