using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Registry;

/// <summary>Changes which native apps may open a web app: each is one commit with its line in the log. Contract §2.12.</summary>
internal sealed class InterclientChanges(LoggedWrites writes, InterclientTrust trust)
{
    /// <summary>Since when it may; one that may already stays.</summary>
    /// <exception cref="RuleException">It is no native app, or there are as many as there may be.</exception>
    public async Task<DateTimeOffset> Allow(Doing doing, App app, App allowed)
    {
        if (allowed.Id == app.Id || allowed.ApplicationType != "native") throw new RuleException("id", "must be a native app other than this one");
        DateTimeOffset? since = null;
        if (!await writes.Write(doing, AdminEvents.AppUpdated, async writing => (since = await trust.Add(writing, app.Id, allowed.Id)) is not null, app.Party))
            throw new RuleException("id", $"at most {InterclientTrust.Most} apps can be allowed");
        return since!.Value;
    }

    /// <summary>False when it might not.</summary>
    public Task<bool> Disallow(Doing doing, App app, string allowedId) =>
        writes.Write(doing, AdminEvents.AppUpdated, writing => trust.Remove(writing, app.Id, allowedId), app.Party);
}
