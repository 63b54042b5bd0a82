using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Core.Brands;

/// <summary>Changes the pages of an org's own: each is one commit with its line in the log. What is only being written is changed like what is shown.</summary>
internal sealed class PageChanges(LoggedWrites writes, BrandPages pages)
{
    public Task Save(Doing doing, string state, PageDraft draft) => writes.Write(doing, AdminEvents.BrandPageUpdated,
        writing => pages.Save(writing, doing.Org.Id, draft.Page, state, draft.Document), PartyOf(draft.Page, state));

    public Task Save(Doing doing, SignOutDraft draft) => writes.Write(doing, AdminEvents.BrandPageUpdated,
        writing => pages.Save(writing, doing.Org.Id, PageFrames.SignOut, BrandPages.Customized, draft.Document),
        PartyOf(PageFrames.SignOut, BrandPages.Customized));

    /// <summary>Back to ours. False when it was so already.</summary>
    public Task<bool> Reset(Doing doing, string page, string state) => writes.Write(doing, AdminEvents.BrandPageDeleted,
        writing => BrandPages.Delete(writing, doing.Org.Id, page, state), PartyOf(page, state));

    private static LogParty PartyOf(string page, string state) => new(page, "BrandPage", state, page);
}
