using System.Text.Json.Nodes;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Brands;

/// <summary>Changes the pages of an org's own: each is one commit with its line in the log. What is only being written is changed like what is shown.</summary>
internal sealed class PageChanges(LoggedWrites writes, BrandPages pages, Turns turns)
{
    /// <param name="doing">Who does it, and where.</param>
    /// <param name="brand">Whose page.</param>
    /// <param name="state">As it is shown, or as it is being written.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="see">
    /// Told what is being written by now, else what is shown; null: ours is. Whoever asks may refuse it where somebody else was quicker.
    /// </param>
    /// <returns>The version of what there is then, with which it can be taken back.</returns>
    public Task<string?> Save(Doing doing, Brand brand, string state, PageDraft draft, Action<JsonObject?>? see = null) =>
        writes.Write(doing, AdminEvents.BrandPageUpdated, async writing =>
        {
            await See(writing, doing, brand, draft.Page, see);
            await pages.Save(writing, doing.Org.Id, brand.Id, draft.Page, state, draft.Document);
            return await Version(writing, doing, brand, draft.Page);
        }, _ => PartyOf(draft.Page, state));

    public Task Save(Doing doing, Brand brand, SignOutDraft draft) => writes.Write(doing, AdminEvents.BrandPageUpdated,
        writing => pages.Save(writing, doing.Org.Id, brand.Id, PageFrames.SignOut, BrandPages.Customized, draft.Document),
        PartyOf(PageFrames.SignOut, BrandPages.Customized));

    /// <summary>What was being written is what is shown.</summary>
    /// <inheritdoc cref="Save(Doing, Brand, string, PageDraft, Action{JsonObject})"/>
    public Task<string?> Publish(Doing doing, Brand brand, PageDraft draft, Action<JsonObject?>? see = null) =>
        writes.Write(doing, AdminEvents.BrandPageUpdated, async writing =>
        {
            await See(writing, doing, brand, draft.Page, see);
            await BrandPages.Delete(writing, doing.Org.Id, brand.Id, draft.Page, BrandPages.Preview);
            await pages.Save(writing, doing.Org.Id, brand.Id, draft.Page, BrandPages.Customized, draft.Document);
            return await Version(writing, doing, brand, draft.Page);
        }, _ => PartyOf(draft.Page, BrandPages.Customized));

    /// <summary>Back to ours, and nothing is being written. The version of that; null when it was so already.</summary>
    public Task<string?> ResetWhole(Doing doing, Brand brand, string page) => writes.Write(doing, AdminEvents.BrandPageDeleted, async writing =>
    {
        await See(writing, doing, brand, page, _ => { });
        var written = await BrandPages.Delete(writing, doing.Org.Id, brand.Id, page, BrandPages.Preview);
        return await BrandPages.Delete(writing, doing.Org.Id, brand.Id, page, BrandPages.Customized) || written
            ? await Version(writing, doing, brand, page) : null;
    }, _ => PartyOf(page, BrandPages.Customized));

    /// <summary>What is shown and what is being written are what they were before the last change. False where there was another one since.</summary>
    /// <param name="doing">Who does it, and where.</param>
    /// <param name="brand">Whose page.</param>
    /// <param name="page">Which.</param>
    /// <param name="version">Of what that change left.</param>
    public Task<bool> TakeBack(Doing doing, Brand brand, string page, string version) => writes.Write(doing, AdminEvents.BrandPageUpdated, async writing =>
    {
        await Turn(writing, doing, brand, page);
        if (await Version(writing, doing, brand, page) != version) return false;
        await pages.Restore(writing, doing.Org.Id, brand.Id, page);
        return true;
    }, PartyOf(page, BrandPages.Customized));

    /// <summary>Back to ours. False when it was so already.</summary>
    public Task<bool> Reset(Doing doing, Brand brand, string page, string state) => writes.Write(doing, AdminEvents.BrandPageDeleted,
        writing => BrandPages.Delete(writing, doing.Org.Id, brand.Id, page, state), PartyOf(page, state));

    /// <summary>Whoever asked to see it may take the change back.</summary>
    private async Task See(Writing writing, Doing doing, Brand brand, string page, Action<JsonObject?>? see)
    {
        await Turn(writing, doing, brand, page);
        if (see is null) return;
        see(await BrandPages.Latest(writing, doing.Org.Id, brand.Id, page));
        await pages.Keep(writing, doing.Org.Id, brand.Id, page);
    }

    /// <summary>Nobody else writes it until the commit.</summary>
    private Task Turn(Writing writing, Doing doing, Brand brand, string page) => turns.Take(writing, $"page {doing.Org.Id} {brand.Id} {page}");

    private static async Task<string?> Version(Writing writing, Doing doing, Brand brand, string page) =>
        await BrandPages.Version(writing, doing.Org.Id, brand.Id, page);

    private static LogParty PartyOf(string page, string state) => new(page, "BrandPage", state, page);
}
