using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Signatures;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Registry;

/// <summary>
/// Changes clients as dynamic registration does, also those that speak for themselves: each is one commit with its line in the log. RFC 7591,
/// RFC 7592, contract §2.14. A client is an app like any other.
/// </summary>
internal sealed class ClientChanges(
    LoggedWrites writes, Apps apps, Assignments assignments, RegistrationTokens tokens, SigningAlgorithms algorithms, GrantRevocation grants,
    IEnumerable<INamesOthers> naming, TimeProvider clock)
{
    /// <summary>The client, and for one that nobody in particular registered the token to manage it with.</summary>
    /// <param name="doing">Who does it; the client itself where nobody in particular does.</param>
    /// <param name="clientId">Its id.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="registeredBy">
    /// As <see cref="App.RegisteredBy"/>. To what another app registers nobody may sign in until an administrator assigns them.
    /// </param>
    /// <exception cref="RuleException">It chooses what is an administrator's to choose.</exception>
    public async Task<(App App, string? Token)> Register(Doing doing, string clientId, AppDraft draft, string? registeredBy)
    {
        await RequireChosen(doing, draft);
        string? token = null;
        var app = await writes.Write(doing, AdminEvents.ClientRegistered, async writing =>
        {
            var created = (await apps.Create(writing, new NewApp(doing.Org.Id, draft, clientId, RegisteredBy: registeredBy)))!;
            if (registeredBy is null or App.Anybody)
                await assignments.AssignGroup(writing, created, await Groups.Everyone(writing, doing.Org.Id), 0, []);
            token = registeredBy == App.Anybody ? await tokens.Issue(writing, created) : null;
            return (App?)created;
        }, created => created.Party);
        return (app!, token);
    }

    /// <summary>Null when it is gone.</summary>
    /// <exception cref="RuleException">It chooses what is an administrator's to choose.</exception>
    public async Task<App?> Replace(Doing doing, App app, AppDraft draft)
    {
        await RequireChosen(doing, draft);
        return await Write(doing, writing => apps.Change(writing, app, draft));
    }

    /// <summary>The secrets it has are void at once. Null when it is gone.</summary>
    /// <exception cref="RuleException">It is one without a secret.</exception>
    public Task<App?> RenewSecret(Doing doing, App app)
    {
        AppSecretDraft.RequireSecret(app, "client");
        var made = AppSecret.New(AppSecretDraft.Of(app, chosen: null, active: true).Value, clock.Now);
        return Write(doing, writing => apps.ChangeSecrets(writing, app, _ => [made]));
    }

    /// <summary>It is gone at once, with everything it was handed.</summary>
    public Task Delete(Doing doing, App app) => writes.Write(doing, AdminEvents.ClientDeleted, async writing =>
    {
        await apps.SetActive(writing, app, active: false);
        if (!await apps.Delete(writing, app)) return false;
        foreach (var names in naming) await names.Forget(writing, new(NamedKind.App, app.OrgId, app.Id));
        await grants.EndAllOfApp(writing, doing.Org.Id, app.Id);
        return true;
    }, app.Party);

    private Task<App?> Write(Doing doing, Func<Writing, Task<App?>> write) =>
        writes.Write(doing, AdminEvents.ClientUpdated, write, changed => changed.Party);

    /// <summary>A client that registers itself makes no server publish keys that others cannot read.</summary>
    private async Task RequireChosen(Doing doing, AppDraft draft)
    {
        if (draft is { WantsElliptic: true, MayChoose: false } && !await algorithms.HasElliptic(doing.Org, doing.Aborted))
            throw new RuleException("id_token_signed_response_alg",
                "is not in use here until an administrator chooses it for an authorization server or an app. Ask for RS256.")
            { Path = "ES256 (also of the profile fapi2)" };
    }
}
