using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Registry;

/// <summary>Changes which native apps may open a web app: each is one commit with its line in the log. Contract §2.12.</summary>
internal sealed class InterclientChanges(LoggedWrites writes, InterclientTrust trust)
{
    /// <summary>One that may already stays.</summary>
    /// <exception cref="RuleException">It is no native app, or there are as many as there may be.</exception>
    public async Task Allow(Doing doing, App app, App allowed)
    {
        if (allowed.Id == app.Id || allowed.ApplicationType != "native") throw new RuleException("id", "must be a native app other than this one");
        if (!await writes.Write(doing, AdminEvents.AppUpdated, writing => trust.Add(writing, app.Id, allowed.Id), app.Party))
            throw new RuleException("id", $"at most {InterclientTrust.Most} apps can be allowed");
    }

    /// <summary>False when it might not.</summary>
    public Task<bool> Disallow(Doing doing, App app, string allowedId) =>
        writes.Write(doing, AdminEvents.AppUpdated, writing => trust.Remove(writing, app.Id, allowedId), app.Party);
}
