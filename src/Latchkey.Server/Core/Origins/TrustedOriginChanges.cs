using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Origins;

/// <summary>Changes the trusted origins of an org: each is one commit with its line in the log, whichever face asks. Contract §3.7.</summary>
internal sealed class TrustedOriginChanges(LoggedWrites writes, TrustedOrigins origins)
{
    /// <exception cref="RuleException">The org has it already.</exception>
    public Task<TrustedOrigin> Create(Doing doing, TrustedOriginDraft draft) => Written(doing, AdminEvents.TrustedOriginCreated,
        writing => origins.Create(writing, doing.Org.Id, draft, doing.By));

    /// <exception cref="RuleException">Another one of the org's is at that address.</exception>
    public Task<TrustedOrigin> Replace(Doing doing, TrustedOrigin existing, TrustedOriginDraft draft) => Written(doing, AdminEvents.TrustedOriginUpdated,
        writing => origins.Change(writing, existing, draft, doing.By));

    /// <summary>Made of what it is by now: whoever asks may refuse it where somebody else was quicker. Null when it is gone.</summary>
    /// <exception cref="RuleException">It breaks a rule, or another one of the org's is at that address.</exception>
    public Task<TrustedOrigin?> Revise(Doing doing, TrustedOrigin existing, Func<TrustedOrigin, TrustedOriginDraft> revise) =>
        writes.Write(doing, AdminEvents.TrustedOriginUpdated, async writing => await origins.Hold(writing, existing) is { } current
            ? await origins.Change(writing, current, revise(current), doing.By) ?? throw RuleException.Taken("origin") : null, changed => changed.Party);

    /// <summary>Null when it is gone.</summary>
    public async Task<TrustedOrigin?> SetActive(Doing doing, TrustedOrigin existing, bool active) => existing.Active == active ? existing
        : await writes.Write(doing, active ? AdminEvents.TrustedOriginActivated : AdminEvents.TrustedOriginDeactivated,
            writing => origins.SetActive(writing, existing, active, doing.By), changed => changed.Party);

    public Task Delete(Doing doing, TrustedOrigin existing) =>
        writes.Write(doing, AdminEvents.TrustedOriginDeleted, writing => origins.Delete(writing, existing), existing.Party);

    private async Task<TrustedOrigin> Written(Doing doing, LogEntry entry, Func<Writing, Task<TrustedOrigin?>> write) =>
        await writes.Write(doing, entry, write, origin => origin.Party) ?? throw RuleException.Taken("origin");
}
