using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.MailServers;

/// <summary>Changes the mail servers of an org: each is one commit with its line in the log. Contract §3.8, mail servers.</summary>
internal sealed class EmailServerChanges(LoggedWrites writes, EmailServers servers)
{
    /// <exception cref="RuleException">There are too many.</exception>
    public async Task<EmailServer> Create(Doing doing, EmailServerDraft draft) =>
        await writes.Write(doing, EmailServerEvents.Created, writing => servers.Create(writing, doing.Org.Id, draft), server => server.Party)
            ?? throw new RuleException("alias", $"at most {EmailServers.Most}");

    /// <exception cref="RuleException">It was changed meanwhile.</exception>
    public async Task<EmailServer> Change(Doing doing, EmailServer existing, EmailServerDraft draft) =>
        await writes.Write(doing, EmailServerEvents.Updated, writing => servers.Change(writing, existing, draft), server => server.Party)
            ?? throw new RuleException("host", "was changed meanwhile");

    public Task<bool> Delete(Doing doing, EmailServer existing) =>
        writes.Write(doing, EmailServerEvents.Deleted, writing => EmailServers.Delete(writing, existing), existing.Party);
}
