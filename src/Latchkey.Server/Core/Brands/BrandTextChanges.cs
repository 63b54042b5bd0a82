using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Brands;

/// <summary>Changes what an org says on our pages: each is one commit with its line in the log, with what it said before and says now.</summary>
internal sealed class BrandTextChanges(LoggedWrites writes, Turns turns, TimeProvider clock)
{
    /// <summary>False where it was so already.</summary>
    /// <param name="doing">Who does it, and where.</param>
    /// <param name="brand">Whose.</param>
    /// <param name="draft">What it is to say.</param>
    /// <param name="see">Told what it says by now; null: ours. Whoever asks may refuse it where somebody else was quicker.</param>
    public async Task<bool> Say(Doing doing, Brand brand, BrandTextDraft draft, Action<string?> see) =>
        await writes.Write(doing, async writing =>
        {
            await turns.Take(writing, $"brand {doing.Org.Id}");
            var (orgId, tag, name) = (doing.Org.Id, draft.Language.Tag, draft.Which.Name);
            var before = await BrandWords.Find(writing, orgId, brand.Id, tag, name);
            see(before);
            if (before == draft.Text || await BrandOfOrg.Read(writing, doing.Org, brand.Id) is null) return (null, []);
            await BrandWords.Save(writing, orgId, brand.Id, draft, clock.Now);
            var entry = AdminEvents.BrandTextUpdated with
            {
                Debug = new Dictionary<string, string> { ["language"] = tag, ["text"] = name, ["before"] = before ?? "", ["after"] = draft.Text ?? "" },
            };
            return ((Brand?)brand, (IReadOnlyList<LogEntry>)[entry]);
        }, one => new LogParty(one.Id, "Brand", null, one.Name)) is not null;
}
