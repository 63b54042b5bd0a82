using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Hooks;

/// <summary>Changes the inline hooks of an org: each is one commit with its line in the log, whichever face asks. Contract §3.11.</summary>
internal sealed class InlineHookChanges(LoggedWrites writes, InlineHooks hooks, HookKeys keys)
{
    /// <exception cref="RuleException">Another one has its name, there are too many, or its key is nobody's.</exception>
    public Task<InlineHook> Create(Doing doing, InlineHookDraft draft) =>
        Written(doing, draft, HookEvents.InlineCreated, writing => hooks.Create(writing, doing.Org.Id, draft));

    /// <exception cref="RuleException">Another one has its name, or its key is nobody's.</exception>
    public Task<InlineHook> Replace(Doing doing, InlineHook existing, InlineHookDraft draft) =>
        Written(doing, draft, HookEvents.InlineUpdated, writing => hooks.Change(writing, existing, draft));

    /// <summary>The same for who was shown how it is: what it is now is looked at before. Null when it is gone.</summary>
    /// <param name="doing">Who wants it.</param>
    /// <param name="existing">As it was read.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="see">Looks at it as it is, and throws what leaves it so.</param>
    /// <exception cref="RuleException">Another one has its name, or its key is nobody's.</exception>
    public Task<InlineHook?> Revise(Doing doing, InlineHook existing, InlineHookDraft draft, Action<InlineHook> see) =>
        writes.Write(doing, HookEvents.InlineUpdated, async writing =>
        {
            if (await hooks.Hold(writing, existing) is not { } current) return null;
            see(current);
            return await hooks.Change(writing, current, draft)
                ?? throw new RuleException("name", "Another inline hook of the organization has this name, or its key is gone");
        }, hook => hook.Party);

    /// <summary>Null when it is gone.</summary>
    public async Task<InlineHook?> SetActive(Doing doing, InlineHook existing, bool active) => existing.Active == active ? existing
        : await writes.Write(doing, active ? HookEvents.InlineActivated : HookEvents.InlineDeactivated,
            writing => hooks.SetActive(writing, existing, active), changed => changed.Party);

    /// <exception cref="StandingException">It is active.</exception>
    /// <exception cref="RuleException">A rule names it.</exception>
    public async Task Delete(Doing doing, InlineHook existing)
    {
        if (await writes.Write(doing, HookEvents.InlineDeleted, writing => hooks.Delete(writing, existing), existing.Party)) return;
        if (await hooks.Find(existing.OrgId, existing.Id, doing.Aborted) is not { } there) return;
        throw there.Active ? (Exception)new StandingException("An inline hook must be deactivated before it is deleted.")
            : new RuleException("id", "a rule of a policy names the hook");
    }

    private async Task<InlineHook> Written(Doing doing, InlineHookDraft draft, LogEntry entry, Func<Writing, Task<InlineHook?>> write)
    {
        if (await writes.Write(doing, entry, write, hook => hook.Party) is { } written) return written;
        if (draft.Channel.Channel.OAuth?.HookKeyId is { } key && await keys.Find(doing.Org.Id, key, doing.Aborted) is null)
            throw new RuleException("channel.config.hookKeyId", $"'{key}' is not a hook key");
        throw new RuleException("name", $"Another inline hook of the organization has this name, or there are {InlineHooks.Most} already");
    }
}
