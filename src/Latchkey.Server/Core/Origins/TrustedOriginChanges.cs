using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Origins;

/// <summary>Changes the trusted origins of an org: each is one commit with its line in the log, whichever face asks. Contract §3.7.</summary>
public sealed class TrustedOriginChanges(Database db, TrustedOrigins origins, SystemLog log)
{
    /// <exception cref="RuleException">The org has it already.</exception>
    public Task<TrustedOrigin> Create(Doing doing, TrustedOriginDraft draft) => Written(doing, AdminEvents.TrustedOriginCreated,
        writing => origins.Create(writing, doing.Org.Id, draft, doing.By));

    /// <exception cref="RuleException">Another one of the org's is at that address.</exception>
    public Task<TrustedOrigin> Replace(Doing doing, TrustedOrigin existing, TrustedOriginDraft draft) => Written(doing, AdminEvents.TrustedOriginUpdated,
        writing => origins.Change(writing, existing, draft, doing.By));

    /// <summary>Null when it is gone.</summary>
    public async Task<TrustedOrigin?> SetActive(Doing doing, TrustedOrigin existing, bool active) =>
        existing.Active == active ? existing : await db.Write(async writing =>
    {
        var changed = await origins.SetActive(writing, existing, active, doing.By);
        if (changed is not null)
            await log.Record(writing, doing, active ? AdminEvents.TrustedOriginActivated : AdminEvents.TrustedOriginDeactivated, changed.Party);
        return changed;
    }, doing.Aborted);

    public Task Delete(Doing doing, TrustedOrigin existing) => db.Write(async writing =>
    {
        if (await origins.Delete(writing, existing)) await log.Record(writing, doing, AdminEvents.TrustedOriginDeleted, existing.Party);
    }, doing.Aborted);

    private async Task<TrustedOrigin> Written(Doing doing, LogEntry entry, Func<Writing, Task<TrustedOrigin?>> write) => await db.Write(async writing =>
    {
        var written = await write(writing);
        if (written is not null) await log.Record(writing, doing, entry, written.Party);
        return written;
    }, doing.Aborted) ?? throw RuleException.Taken("origin");
}
