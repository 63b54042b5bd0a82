using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Domains;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.MailServers;

/// <summary>Changes the senders of an org: each is one commit with its line in the log. Contract §3.8, mail senders.</summary>
internal sealed class EmailDomainChanges(LoggedWrites writes, EmailDomains domains, DomainRecords records)
{
    /// <exception cref="RuleException">There is no such brand, or it has a sender.</exception>
    public async Task<EmailDomain> Create(Doing doing, string brandId, EmailDomainDraft draft) =>
        await writes.Write(doing, EmailServerEvents.DomainCreated, async writing =>
        {
            if (await BrandOfOrg.Read(writing, doing.Org, brandId) is null) throw new RuleException("brandId", "there is no such brand");
            return await domains.Create(writing, doing.Org.Id, brandId, draft);
        }, domain => domain.Party) ?? throw new RuleException("brandId", "this brand has a sender already");

    /// <summary>Null when it is gone.</summary>
    public Task<EmailDomain?> Change(Doing doing, EmailDomain existing, EmailDomainDraft draft) =>
        writes.Write(doing, EmailServerEvents.DomainUpdated, writing => domains.Change(writing, existing, draft), domain => domain.Party);

    /// <summary>Asks its DNS. False when that says something else, nothing, or cannot be asked.</summary>
    public async Task<bool> Verify(Doing doing, EmailDomain existing)
    {
        if (existing.VerifiedAt is not null) return true;
        if (!(await records.Texts(existing.RecordName, doing.Aborted)).Contains(existing.Proof, StringComparer.Ordinal)) return false;
        await writes.Write(doing, EmailServerEvents.DomainVerified, writing => domains.Verify(writing, existing), domain => domain.Party);
        return true;
    }

    public Task<bool> Delete(Doing doing, EmailDomain existing) =>
        writes.Write(doing, EmailServerEvents.DomainDeleted, writing => EmailDomains.Delete(writing, existing), existing.Party);
}
