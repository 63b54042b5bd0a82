using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Administration;

/// <summary>
/// The Admin Console as an app of its own org: people sign in to it as to any other, so the org's rules of signing in are those of its console. In no
/// list, and nobody's to change. Everybody may ask for it; who may come in, <see cref="Authorities"/> say.
/// </summary>
internal sealed class ConsoleApp(Database db, Apps apps, Assignments assignments)
{
    public const string SystemName = "admin_console";
    public const string Label = "Latchkey Admin Console";
    public const string CallbackPath = ConsoleAccess.Path + "/callback";

    /// <summary>Made where the org lacks it. Of two requests that find none, one makes it.</summary>
    public async Task<App> Of(Org org, CancellationToken ct)
    {
        var app = await Find(org, ct);
        if (app is null)
        {
            await db.Write(writing => Make(writing, org), ct);
            app = await Find(org, ct) ?? throw new InvalidOperationException($"The org {org.Id} has no {Label}.");
        }
        return app.RedirectUris.SequenceEqual([Callback(org)]) ? app : await Moved(org, app, ct);
    }

    public static string Callback(Org org) => org.Url + CallbackPath;

    private async Task<App?> Find(Org org, CancellationToken ct) =>
        await db.One<string>("select id from apps where org_id = @Id and system_name = @SystemName", new { org.Id, SystemName }, ct) is { } id
            ? await apps.Find(org.Id, id, ct) : null;

    private async Task Make(Writing writing, Org org)
    {
        if (await apps.Create(writing, new NewApp(org.Id, Draft(org)) { SystemName = SystemName }) is { } made)
            await assignments.AssignGroup(writing, made, await Groups.Everyone(writing, org.Id), 0, []);
    }

    /// <summary>The org answers at another address than it did.</summary>
    private async Task<App> Moved(Org org, App app, CancellationToken ct) =>
        await db.Write(writing => apps.EditDocument(writing, app, document =>
        {
            SetAddress(document, org);
            return true;
        }), ct)
            ?? throw new InvalidOperationException($"The org {org.Id} has no {Label}.");

    /// <summary>The org's own address, which on a development server is one of plain http: no rule about the addresses of others concerns it.</summary>
    private static void SetAddress(JsonObject document, Org org) =>
        document["settings"]!["oauthClient"]!["redirect_uris"] = new JsonArray(Callback(org));

    /// <summary>With a secret that nobody is told: codes for it are good for nothing anywhere else.</summary>
    private static AppDraft Draft(Org org)
    {
        var draft = AppDraft.Of(new AppProposal
        {
            Label = Label, AuthMethod = ClientAuthMethod.Basic, PkceRequired = true,
            Client = new()
            {
                ApplicationType = "web", GrantTypes = [GrantType.AuthorizationCode], RedirectUris = ["https://console.invalid/"], ConsentMethod = "TRUSTED",
            },
        }, development: false);
        SetAddress(draft.Document, org);
        return draft;
    }
}
