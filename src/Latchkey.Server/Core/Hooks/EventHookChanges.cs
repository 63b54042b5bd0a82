using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Hooks;

/// <summary>Changes the event hooks of an org: each is one commit with its line in the log, whichever face asks. Contract §3.11, event hooks.</summary>
internal sealed class EventHookChanges(LoggedWrites writes, EventHooks hooks, HookCalls calls)
{
    private const string Challenge = "x-okta-verification-challenge";

    /// <exception cref="RuleException">Another one has its name, or there are too many.</exception>
    public Task<EventHook> Create(Doing doing, EventHookDraft draft) =>
        Written(doing, HookEvents.EventCreated, writing => hooks.Create(writing, doing.Org.Id, draft, doing.By));

    /// <exception cref="RuleException">Another one has its name.</exception>
    public Task<EventHook> Replace(Doing doing, EventHook existing, EventHookDraft draft) =>
        Written(doing, HookEvents.EventUpdated, writing => hooks.Change(writing, existing, draft));

    /// <summary>The same for who was shown how it is: what it is now is looked at before. Null when it is gone.</summary>
    /// <param name="doing">Who wants it.</param>
    /// <param name="existing">As it was read.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="see">Looks at it as it is, and throws what leaves it so.</param>
    /// <exception cref="RuleException">Another one has its name.</exception>
    public Task<EventHook?> Revise(Doing doing, EventHook existing, EventHookDraft draft, Action<EventHook> see) =>
        writes.Write(doing, HookEvents.EventUpdated, async writing =>
        {
            if (await hooks.Hold(writing, existing) is not { } current) return null;
            see(current);
            return await hooks.Change(writing, current, draft)
                ?? throw new RuleException("name", "Another event hook of the organization has this name");
        }, hook => hook.Party);

    /// <summary>Asks it to say that it wants to be told: with a value that nobody else knows.</summary>
    /// <exception cref="RuleException">It does not say so.</exception>
    public async Task<EventHook> Verify(Doing doing, EventHook existing)
    {
        var challenge = Secrets.New();
        if (await Refusal(existing, challenge, doing.Aborted) is { } problem) throw new RuleException("verification", problem);
        return await writes.Write(doing, HookEvents.EventVerified, writing => hooks.SetVerified(writing, existing), changed => changed.Party)
            ?? throw new RuleException("verification", "the hook was changed meanwhile: verify it as it is now");
    }

    /// <summary>Null when it is gone.</summary>
    public async Task<EventHook?> SetActive(Doing doing, EventHook existing, bool active) => existing.Active == active ? existing
        : await writes.Write(doing, active ? HookEvents.EventActivated : HookEvents.EventDeactivated,
            writing => hooks.SetActive(writing, existing, active), changed => changed.Party);

    /// <exception cref="StandingException">It is active.</exception>
    public async Task Delete(Doing doing, EventHook existing)
    {
        if (!await writes.Write(doing, HookEvents.EventDeleted, writing => hooks.Delete(writing, existing), existing.Party)
            && await hooks.Find(existing.OrgId, existing.Id, doing.Aborted) is not null)
            throw new StandingException("An event hook must be deactivated before it is deleted.");
    }

    private async Task<string?> Refusal(EventHook hook, string challenge, CancellationToken ct)
    {
        try
        {
            var answer = await calls.Get(hooks.Target(hook), new HookHeader(Challenge, challenge), ct);
            if (answer.Status != 200) return $"{hook.Channel.Uri} answered {answer.Status} to the challenge";
            return HookAnswer.Parse(answer.Body)?["verification"]?.ToString() == challenge ? null
                : $"{hook.Channel.Uri} did not answer with the value of {Challenge} as verification";
        }
        catch (OutgoingException failed)
        {
            return failed.Message;
        }
    }

    private async Task<EventHook> Written(Doing doing, LogEntry entry, Func<Writing, Task<EventHook?>> write) =>
        await writes.Write(doing, entry, write, hook => hook.Party)
            ?? throw new RuleException("name", $"Another event hook of the organization has this name, or there are {EventHooks.Most} already");
}
