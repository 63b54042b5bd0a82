using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Jose;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Microsoft.IdentityModel.Tokens;

namespace Latchkey.Server.Core.Hooks;

/// <summary>Changes the hook keys of an org: each is one commit with its line in the log, whichever face asks. Contract §3.11.</summary>
internal sealed class HookKeyChanges(LoggedWrites writes, HookKeys keys)
{
    /// <exception cref="RuleException">Another one has its name, or there are too many.</exception>
    public Task<HookKey> Create(Doing doing, HookKeyDraft draft)
    {
        var pair = SigningKey.Generate(SecurityAlgorithms.RsaSha256);
        return Written(doing, HookEvents.KeyCreated, writing => keys.Create(writing, doing.Org.Id, draft, pair));
    }

    /// <exception cref="RuleException">Another one has its name.</exception>
    public Task<HookKey> Rename(Doing doing, HookKey existing, HookKeyDraft draft) =>
        Written(doing, HookEvents.KeyUpdated, writing => keys.Rename(writing, existing, draft));

    /// <exception cref="RuleException">A hook names it.</exception>
    public async Task Delete(Doing doing, HookKey existing)
    {
        if (!await writes.Write(doing, HookEvents.KeyDeleted, writing => keys.Delete(writing, existing), existing.Party)
            && await keys.Find(existing.OrgId, existing.Id, doing.Aborted) is not null)
            throw new RuleException("id", "an inline hook uses the key: give the hook another one first");
    }

    private async Task<HookKey> Written(Doing doing, LogEntry entry, Func<Writing, Task<HookKey?>> write) =>
        await writes.Write(doing, entry, write, key => key.Party)
            ?? throw new RuleException("name", $"Another hook key of the organization has this name, or there are {HookKeys.Most} already");
}
