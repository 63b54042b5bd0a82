using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.MailServers;

/// <summary>The mail servers of all orgs, and by which of them an org's mail goes out.</summary>
internal sealed class EmailServers(Database db, Seal seal, Turns turns, TimeProvider clock, ServerSettings settings) : IRelayOfOrg
{
    /// <summary>As many as an org may have.</summary>
    public const int Most = 10;

    private const string Purpose = "email-server";

    public static readonly SealedColumn Sealed = new(Purpose, "email_servers", "id", "sealed_password");

    public async Task<IReadOnlyList<EmailServer>> All(string orgId, CancellationToken ct) =>
        [.. (await db.Many<EmailServerRow>($"select {EmailServerRow.Columns} from email_servers where org_id = @orgId order by id", new { orgId }, ct))
            .Select(row => row.ToServer())];

    public async Task<EmailServer?> Find(string orgId, string id, CancellationToken ct) => (await db.One<EmailServerRow>(
        $"select {EmailServerRow.Columns} from email_servers where org_id = @orgId and id = @id", new { orgId, id }, ct))?.ToServer();

    public async Task<MailRelay?> RelayOf(string orgId, CancellationToken ct) => (await db.One<EmailServerRow>(
        $"select {EmailServerRow.Columns} from email_servers where org_id = @orgId and enabled = 1", new { orgId }, ct)) is { } row
        ? Relay(row.ToServer()) : null;

    /// <exception cref="InvalidOperationException">It was sealed under another master key.</exception>
    public MailRelay Relay(EmailServer server) =>
        MailRelay.OfOrg(server.Host, server.Port, server.Username, new(seal.Open(Purpose, server.SealedPassword, server.Id)), settings.Development);

    /// <summary>Null when the org has as many as it may have. One that is on switches every other off.</summary>
    public async Task<EmailServer?> Create(Writing writing, string orgId, EmailServerDraft draft)
    {
        await Take(writing, orgId, draft.Enabled, "");
        var id = Ids.New(Ids.EmailServer);
        return (await writing.ChangeReturning<EmailServerRow>($"""
            insert into email_servers (id, org_id, alias, host, port, username, sealed_password, enabled, created_at, updated_at)
            select @id, @orgId, @Alias, @Host, @Port, @Username, @password, @Enabled, @now, @now
            where (select count(*) from email_servers where org_id = @orgId) < @Most
            returning {EmailServerRow.Columns}
            """, new
        {
            id,
            orgId,
            draft.Alias,
            draft.Host,
            draft.Port,
            draft.Username,
            password = seal.Close(Purpose, draft.Password!.Value.Value, id),
            draft.Enabled,
            now = clock.Now,
            Most,
        }))?.ToServer();
    }

    /// <summary>Null when it is gone, or goes elsewhere by now and the password was not given anew.</summary>
    public async Task<EmailServer?> Change(Writing writing, EmailServer existing, EmailServerDraft draft)
    {
        await Take(writing, existing.OrgId, draft.Enabled, existing.Id);
        return (await writing.ChangeReturning<EmailServerRow>($"""
            update email_servers set alias = @Alias, host = @Host, port = @Port, username = @Username,
              sealed_password = case when @keeps = 1 then sealed_password else @password end, enabled = @Enabled, updated_at = @now
            where id = @Id and (@keeps = 0 or (host = @Host and port = @Port and username = @Username))
            returning {EmailServerRow.Columns}
            """, new
        {
            existing.Id,
            draft.Alias,
            draft.Host,
            draft.Port,
            draft.Username,
            password = draft.Password is { } given ? seal.Close(Purpose, given.Value, existing.Id) : "",
            keeps = draft.Password is null ? 1 : 0,
            draft.Enabled,
            now = clock.Now,
        }))?.ToServer();
    }

    public static Task<bool> Delete(Writing writing, EmailServer existing) => writing.Changed("delete from email_servers where id = @Id", new { existing.Id });

    private async Task Take(Writing writing, string orgId, bool enabled, string but)
    {
        await turns.Take(writing, $"email servers {orgId}");
        if (enabled) await writing.Change("update email_servers set enabled = 0 where org_id = @orgId and enabled = 1 and id <> @but", new { orgId, but });
    }
}
