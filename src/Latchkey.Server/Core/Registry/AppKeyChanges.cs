using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Registry;

/// <summary>
/// Changes the public keys of an app one by one: each is one commit with its line in the log, whichever face asks. Contract §3.1,
/// <c>/credentials/jwks</c>.
/// </summary>
internal sealed class AppKeyChanges(LoggedWrites writes, Apps apps, TimeProvider clock)
{
    private const string Since = "created";
    private const string Changed = "lastUpdated";

    /// <summary>Null when the app is gone.</summary>
    /// <exception cref="RuleException">It has this key already, or its keys together break a rule.</exception>
    public async Task<RegisteredKey?> Add(Doing doing, App app, AppKeyDraft draft)
    {
        var key = new RegisteredKey(draft.Key.DeepClone().AsObject());
        (key.Json[Since], key.Json[Changed]) = (ApiJson.Date(clock.Now), ApiJson.Date(clock.Now));
        var changed = await Write(doing, app, document =>
        {
            var client = document["settings"]!["oauthClient"]!.AsObject();
            if (client["jwks"]?["keys"] is not JsonArray keys) client["jwks"] = new JsonObject { ["keys"] = keys = [] };
            if (RegisteredKey.Of(document).Any(other => other.Id == key.Id)) throw new RuleException("jwks", "the app has this key already");
            keys.Add(key.Json.DeepClone());
            if (ClientKeys.Problem(client["jwks"]!.AsObject()) is { } problem) throw new RuleException("jwks", problem);
            return true;
        });
        return changed is null ? null : key;
    }

    /// <summary>The app as it is now; null when it or the key is gone.</summary>
    /// <exception cref="RuleException">The app could no longer prove who it is.</exception>
    public Task<App?> SetActive(Doing doing, App app, string keyId, bool active) => Write(doing, app, document =>
    {
        var keys = RegisteredKey.Of(document);
        if (keys.FirstOrDefault(key => key.Id == keyId) is not { } one) return false;
        if (!active && app.AuthMethod == ClientAuthMethod.PrivateKeyJwt && keys.All(other => other == one || !other.Active))
            throw new RuleException("status", "the only active key of an app that proves itself with it stays active");
        (one.Json[ClientKeys.Status], one.Json[Changed]) = (active ? ClientKeys.Active : ClientKeys.Inactive, ApiJson.Date(clock.Now));
        return true;
    });

    /// <summary>False when it is gone.</summary>
    /// <exception cref="RuleException">It is in use.</exception>
    public async Task<bool> Delete(Doing doing, App app, string keyId) => await Write(doing, app, document =>
    {
        if (RegisteredKey.Of(document).FirstOrDefault(key => key.Id == keyId) is not { } one) return false;
        if (one.Active) throw new RuleException("status", "a key in use is not deleted; deactivate it first");
        ((JsonArray)one.Json.Parent!).Remove(one.Json);
        return true;
    }) is not null;

    private Task<App?> Write(Doing doing, App app, Func<JsonObject, bool> edit) =>
        writes.Write(doing, AdminEvents.AppUpdated, writing => apps.EditDocument(writing, app, edit), _ => app.Party);
}
