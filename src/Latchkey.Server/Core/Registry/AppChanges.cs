using System.Text.Json.Nodes;
using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Certification;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Registry;

/// <summary>Changes the apps of an org: each is one commit with its line in the log, whichever face asks. Contract §3.1.</summary>
internal sealed class AppChanges(LoggedWrites writes, Apps apps, AppLogos logos, GrantRevocation grants, IEnumerable<INamesOthers> naming)
{
    /// <param name="doing">Who does it.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="active">Whether it may be used at once.</param>
    /// <param name="registeredBy">As <see cref="App.RegisteredBy"/>.</param>
    /// <exception cref="RuleException">The id it asks for is taken.</exception>
    public async Task<App> Create(Doing doing, AppDraft draft, bool active = true, string? registeredBy = null)
    {
        var app = new NewApp(doing.Org.Id, draft, Active: active, RegisteredBy: registeredBy);
        return await writes.Write(doing, AdminEvents.AppCreated, async writing =>
        {
            RequirePhones(doing, draft, PhonePrograms.None);
            await RequireBrand(writing, doing, draft);
            if (draft.SigningKid is not null) throw NoKey();
            return await apps.Create(writing, app);
        }, created => created.Party)
            ?? throw RuleException.Taken("client_id");
    }

    /// <summary>Null when it is gone.</summary>
    public Task<App?> Replace(Doing doing, App app, AppDraft draft) =>
        writes.Write(doing, AdminEvents.AppUpdated, async writing =>
        {
            RequirePhones(doing, draft, app.Phones);
            await RequireBrand(writing, doing, draft);
            if (draft.SigningKid is { } kid && !await KeyCredentials.Has(writing, app.Id, kid)) throw NoKey();
            return await apps.Change(writing, app, draft);
        }, changed => changed.Party);

    /// <summary>Made of what the app is by now: two who change different parts of it lose nothing. Null when it is gone.</summary>
    /// <exception cref="RuleException">What it would be breaks one.</exception>
    public Task<App?> Revise(Doing doing, App app, Func<App, AppDraft> revise) =>
        writes.Write(doing, AdminEvents.AppUpdated, async writing =>
        {
            var revised = await apps.Revise(writing, app, now =>
            {
                var draft = revise(now);
                RequirePhones(doing, draft, now.Phones);
                return draft;
            });
            if (revised?.BrandId is { } brand && brand != app.BrandId) await RequireBrand(writing, doing, brand);
            return revised;
        }, changed => changed.Party);

    /// <summary>A picture of its own, by which people know it. Null when it is gone.</summary>
    public Task<App?> SetLogo(Doing doing, App app, Picture picture, bool development) => writes.Write(doing, AdminEvents.AppUpdated, async writing =>
    {
        await logos.Save(writing, app.OrgId, app.Id, picture);
        return await apps.Revise(writing, app, now =>
        {
            var proposal = AppProposal.Of(now);
            var address = doing.Org.Url + BrandImage.Path(picture.Name);
            return AppDraft.Of(proposal.Bookmark is { } bookmark ? proposal with { Bookmark = bookmark with { Logo = address } }
                : proposal with { Client = proposal.Client! with { LogoUri = address } }, development, now);
        });
    }, changed => changed.Party);

    /// <summary>Nothing happens when it was active already, or is gone.</summary>
    public Task Activate(Doing doing, App app) =>
        writes.Write(doing, AdminEvents.AppActivated, writing => apps.SetActive(writing, app, active: true), app.Party);

    /// <summary>Also ends what the app holds: a token of an app that is switched off opens nothing. Contract §2.4.</summary>
    public Task Deactivate(Doing doing, App app) => writes.Write(doing, AdminEvents.AppDeactivated, async writing =>
    {
        if (!await apps.SetActive(writing, app, active: false)) return false;
        await grants.EndAllOfApp(writing, doing.Org.Id, app.Id);
        return true;
    }, app.Party);

    /// <summary>
    /// As for the org's own well-known files: a program that is named may ask for everybody's passkeys, also those of whoever administers more. Threats row 4.
    /// </summary>
    private static void RequirePhones(Doing doing, AppDraft draft, PhonePrograms before)
    {
        if (doing.Http is not { } http || !draft.Phones.Any || http.Authority.May(Rights.GrantRoles)) return;
        if (JsonNode.DeepEquals(draft.Phones.ToJson(), before.ToJson())) return;
        throw new BeyondException($"settings.{PhonePrograms.Name}: programs on phones may use the passkeys of everybody. A super administrator can name them.");
    }

    private static RuleException NoKey() =>
        new RuleException("credentials.signing.kid", "is none of the keys that are held for the app: make one at its credentials/keys/generate first");

    private static Task RequireBrand(Writing writing, Doing doing, AppDraft draft) =>
        draft.BrandId is { } brand ? RequireBrand(writing, doing, brand) : Task.CompletedTask;

    private static async Task RequireBrand(Writing writing, Doing doing, string brand)
    {
        if (await BrandOfOrg.Read(writing, doing.Org, brand) is null) throw new RuleException("brandId", "there is no such brand");
    }

    /// <summary>False when it is active: an app in use is not deleted by one call.</summary>
    /// <exception cref="RuleException">A rule is for it alone.</exception>
    public Task<bool> Delete(Doing doing, App app) => writes.Write(doing, AdminEvents.AppDeleted, async writing =>
    {
        if (!await apps.Delete(writing, app)) return false;
        foreach (var names in naming) await names.Forget(writing, new(NamedKind.App, app.OrgId, app.Id));
        return true;
    }, app.Party);
}
