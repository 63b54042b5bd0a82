using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Notices;

/// <summary>Changes an org's own words for its mails: each is one commit with its line in the log, whichever face asks. Contract §3.8.</summary>
internal sealed class MailWordsChanges(LoggedWrites writes, MailWordsOfOrg words)
{
    /// <exception cref="RuleException">There are too many.</exception>
    /// <exception cref="MailWordsConflict">The language has some, or another one is the default.</exception>
    public async Task<MailWords> Create(Doing doing, string brand, MailKind kind, MailWordsDraft draft) =>
        (await writes.Write(doing, AdminEvents.MailWordsCreated, async writing =>
        {
            await words.Take(writing, doing.Org.Id, brand, kind.Name);
            var there = await MailWordsOfOrg.All(writing, doing.Org.Id, brand, kind.Name);
            if (there.Count >= MailWordsOfOrg.MostLanguages) throw new RuleException("language", $"at most {MailWordsOfOrg.MostLanguages}");
            RequireFree(there, draft, null);
            if (draft.IsDefault is true && there.Count > 0) throw MailWordsConflict.DefaultExists();
            return (MailWords?)await words.Insert(writing, doing.Org.Id, brand, kind.Name, draft, isDefault: there.Count == 0);
        }, created => created.Party))!;

    /// <summary>Whoever becomes the default takes it from whoever was. Null when it is gone.</summary>
    /// <exception cref="MailWordsConflict">The language has others, or none would be the default.</exception>
    /// <param name="doing">Who does it, and where.</param>
    /// <param name="existing">Which.</param>
    /// <param name="draft">What they are to be.</param>
    /// <param name="see">Told what they are by now: whoever asks may refuse it where somebody else was quicker.</param>
    public Task<MailWords?> Replace(Doing doing, MailWords existing, MailWordsDraft draft, Action<MailWords>? see = null) =>
        writes.Write(doing, AdminEvents.MailWordsUpdated, async writing =>
        {
            await words.Take(writing, existing.OrgId, existing.BrandId, existing.Template);
            var there = await MailWordsOfOrg.All(writing, existing.OrgId, existing.BrandId, existing.Template);
            if (there.FirstOrDefault(one => one.Id == existing.Id) is not { } now) return null;
            see?.Invoke(now);
            RequireFree(there, draft, now.Id);
            if (now.IsDefault && draft.IsDefault is false) throw MailWordsConflict.DefaultStays();
            var becomes = now.IsDefault || draft.IsDefault is true;
            if (becomes) await MailWordsOfOrg.ClearDefault(writing, now.OrgId, now.BrandId, now.Template);
            return await words.Update(writing, now, draft, becomes);
        }, changed => changed.Party);

    /// <exception cref="MailWordsConflict">The others would be without a default.</exception>
    public Task<bool> Delete(Doing doing, MailWords existing) => writes.Write(doing, AdminEvents.MailWordsDeleted, async writing =>
    {
        await words.Take(writing, existing.OrgId, existing.BrandId, existing.Template);
        var there = await MailWordsOfOrg.All(writing, existing.OrgId, existing.BrandId, existing.Template);
        if (there.Count > 1 && there.FirstOrDefault(one => one.Id == existing.Id) is { IsDefault: true }) throw MailWordsConflict.DefaultNeeded();
        return await MailWordsOfOrg.Delete(writing, existing);
    }, existing.Party);

    /// <summary>Back to our own words, in every language.</summary>
    public Task<bool> DeleteAll(Doing doing, string brand, MailKind kind) => writes.Write(doing, AdminEvents.MailWordsDeleted, async writing =>
    {
        await words.Take(writing, doing.Org.Id, brand, kind.Name);
        return await MailWordsOfOrg.DeleteAll(writing, doing.Org.Id, brand, kind.Name);
    }, kind.Party);

    public Task<bool> SetRecipients(Doing doing, string brand, MailKind kind, MailRecipients recipients) =>
        writes.Write(doing, AdminEvents.MailRecipientsSet, writing =>
            MailWordsOfOrg.SetRecipients(writing, doing.Org.Id, brand, kind.Name, recipients), kind.Party);

    private static void RequireFree(IReadOnlyList<MailWords> there, MailWordsDraft draft, string? id)
    {
        var key = MailWordsOfOrg.Key(draft.Language);
        if (there.Any(other => other.Id != id && MailWordsOfOrg.Key(other.Language) == key)) throw MailWordsConflict.LanguageExists();
    }
}
