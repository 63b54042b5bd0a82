using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.MailServers;

/// <summary>The senders of all orgs: a letter of a brand that has one is from it, where the org's own mail server carries it.</summary>
internal sealed class EmailDomains(Database db, TimeProvider clock) : ILetterForm
{
    public Task<IReadOnlyList<EmailDomain>> All(string orgId, CancellationToken ct) =>
        db.Many<EmailDomain>($"select {EmailDomain.Columns} from email_domains where org_id = @orgId order by id", new { orgId }, ct);

    public Task<EmailDomain?> Find(string orgId, string id, CancellationToken ct) =>
        db.One<EmailDomain>($"select {EmailDomain.Columns} from email_domains where org_id = @orgId and id = @id", new { orgId, id }, ct);

    /// <summary>Null when the brand has one already.</summary>
    public Task<EmailDomain?> Create(Writing writing, string orgId, string brandId, EmailDomainDraft draft) => writing.ChangeReturning<EmailDomain>($"""
        insert into email_domains (id, org_id, brand_id, domain, display_name, user_name, proof, created_at, updated_at)
        values (@id, @orgId, @brandId, @Domain, @DisplayName, @UserName, @proof, @now, @now)
        on conflict do nothing
        returning {EmailDomain.Columns}
        """, new { id = Ids.New(Ids.EmailDomain), orgId, brandId, draft.Domain, draft.DisplayName, draft.UserName, proof = Secrets.New(), now = clock.Now });

    /// <summary>Its domain stays. Null when it is gone.</summary>
    public Task<EmailDomain?> Change(Writing writing, EmailDomain existing, EmailDomainDraft draft) => writing.ChangeReturning<EmailDomain>($"""
        update email_domains set display_name = @DisplayName, user_name = @UserName, updated_at = @now where id = @Id returning {EmailDomain.Columns}
        """, new { existing.Id, draft.DisplayName, draft.UserName, now = clock.Now });

    /// <summary>Null when it was verified already, or is gone.</summary>
    public Task<EmailDomain?> Verify(Writing writing, EmailDomain existing) => writing.ChangeReturning<EmailDomain>(
        $"update email_domains set verified_at = @now, updated_at = @now where id = @Id and verified_at is null returning {EmailDomain.Columns}",
        new { existing.Id, now = clock.Now });

    public static Task<bool> Delete(Writing writing, EmailDomain existing) => writing.Changed("delete from email_domains where id = @Id", new { existing.Id });

    public async Task<Letter?> Fill(Writing writing, string orgId, Letter letter, LetterFacts facts) => await writing.One<EmailDomain>($"""
        select {EmailDomain.Columns} from email_domains where org_id = @orgId and brand_id = @Brand and verified_at is not null
        """, new { orgId, facts.Brand }) is { } sender
        ? letter with { SenderName = sender.DisplayName, Sender = $"{sender.UserName}@{sender.Domain}" } : letter;
}
