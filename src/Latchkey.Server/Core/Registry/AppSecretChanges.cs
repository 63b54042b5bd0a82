using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Registry;

/// <summary>
/// Changes the secrets of an app: a new one beside the old one, both accepted until the old one is switched off. Each is one commit with its line in
/// the log. Contract §3.1, <c>/credentials/secrets</c>.
/// </summary>
internal sealed class AppSecretChanges(LoggedWrites writes, Apps apps, SystemLog log, TimeProvider clock)
{
    /// <summary>Null when the app is gone.</summary>
    /// <exception cref="RuleException">It has as many as an app may have.</exception>
    public async Task<AppSecret?> Create(Doing doing, App app, AppSecretDraft draft)
    {
        var made = AppSecret.New(draft.Value, clock.Now) with { Active = draft.Active };
        var changed = await Write(doing, app, secrets => secrets.Count < AppSecret.Most ? [.. secrets, made]
            : throw new RuleException("client_secret", $"an app has at most {AppSecret.Most} secrets. Deactivate and delete one first."));
        return changed is null ? null : made;
    }

    /// <summary>The secret as it is now; null when it is gone. One that was so already stays as it was.</summary>
    /// <exception cref="RuleException">The app would have none that it may use.</exception>
    public async Task<AppSecret?> SetActive(Doing doing, App app, string secretId, bool active)
    {
        var now = clock.Now;
        var changed = await Write(doing, app, secrets =>
        {
            if (secrets.FirstOrDefault(secret => secret.Id == secretId) is not { } one) return null;
            if (!active && secrets.All(secret => secret.Id == secretId || !secret.Active))
                throw new RuleException("status", "the only active secret of an app stays active");
            return one.Active == active ? secrets
                : [.. secrets.Select(secret => secret.Id == secretId ? secret with { Active = active, UpdatedAt = now } : secret)];
        });
        return changed?.AllSecrets.First(secret => secret.Id == secretId);
    }

    /// <summary>False when it is gone.</summary>
    /// <exception cref="RuleException">It is in use.</exception>
    public async Task<bool> Delete(Doing doing, App app, string secretId) => await Write(doing, app, secrets =>
        secrets.FirstOrDefault(secret => secret.Id == secretId) is not { } one ? null
        : one.Active ? throw new RuleException("status", "a secret in use is not deleted; deactivate it first")
        : [.. secrets.Where(secret => secret.Id != secretId)]) is not null;

    /// <summary>The one it is told, and the log says that somebody read it. Null for an app without.</summary>
    public async Task<Secret?> Read(Doing doing, App app)
    {
        if (app.Secret is not null) await log.Record(doing.Org, doing.Http, AdminEvents.ClientSecretRead.By(doing.By, app.Party));
        return app.Secret;
    }

    private Task<App?> Write(Doing doing, App app, Func<IReadOnlyList<AppSecret>, IReadOnlyList<AppSecret>?> edit) =>
        writes.Write(doing, AdminEvents.AppUpdated, writing => apps.ChangeSecrets(writing, app, edit), _ => app.Party);
}
