using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Brands;

/// <summary>Changes how an org looks: each is one commit with its line in the log, whichever face asks. Null: the brand is gone. Contract §3.8.</summary>
internal sealed class BrandChanges(LoggedWrites writes, SystemLog log, BrandOfOrg brands, Pictures pictures, Turns turns)
{
    /// <summary>Another one, which looks like Latchkey until it is told otherwise.</summary>
    /// <exception cref="RuleException">There are too many, or one of that name.</exception>
    public async Task<Brand> Create(Doing doing, BrandDraft draft) =>
        (await writes.Write(doing, AdminEvents.BrandCreated, async writing => (Brand?)await Make(writing, doing, draft), PartyOf))!;

    /// <summary>The same as a part of something greater, in its commit, with its line in the log. Null where the org can have no such brand.</summary>
    public async Task<Brand?> TryCreate(Writing writing, Doing doing, BrandDraft draft)
    {
        try
        {
            var made = await Make(writing, doing, draft);
            await log.Record(writing, doing, AdminEvents.BrandCreated, PartyOf(made));
            return made;
        }
        catch (RuleException)
        {
            return null;
        }
    }

    /// <summary>Refused before anything is written.</summary>
    private async Task<Brand> Make(Writing writing, Doing doing, BrandDraft draft)
    {
        await Take(writing, doing);
        var there = await BrandOfOrg.Read(writing, doing.Org);
        if (there.Count >= BrandOfOrg.Most) throw new RuleException("name", $"at most {BrandOfOrg.Most} brands");
        RequireFree(there, draft, null);
        var made = draft.On(new Brand { Id = Ids.New(Ids.Brand), Name = draft.Name, IsDefault = false });
        await brands.Save(writing, doing.Org.Id, made);
        return made;
    }

    public Task<Brand?> Replace(Doing doing, string id, BrandDraft draft) => Change(doing, AdminEvents.BrandUpdated, id, draft.On, named: draft);

    /// <summary>Its name, its texts and its look at once, of what it is by now: in the log what <see cref="Replace"/> and <see cref="Dress"/> leave.</summary>
    /// <exception cref="RuleException">Another one has its name.</exception>
    public Task<Brand?> Revise(Doing doing, string id, Func<Brand, (BrandDraft Draft, ThemeDraft Theme)> revise) => writes.Write(doing, async writing =>
    {
        await Take(writing, doing);
        if (await BrandOfOrg.Read(writing, doing.Org, id) is not { } now) return (null, []);
        var (draft, theme) = revise(now);
        if (draft.Name != now.Name) RequireFree(await BrandOfOrg.Read(writing, doing.Org), draft, id);
        var said = draft.On(now);
        var changed = theme.On(said);
        await brands.Save(writing, doing.Org.Id, changed);
        var dressed = changed != said;
        IReadOnlyList<LogEntry> entries = !dressed ? [AdminEvents.BrandUpdated] : said == now ? [AdminEvents.ThemeUpdated]
            : [AdminEvents.BrandUpdated, AdminEvents.ThemeUpdated];
        return ((Brand?)changed, entries);
    }, PartyOf);

    /// <summary>Something else of it, of what it is by now.</summary>
    public Task<Brand?> Revise(Doing doing, string id, Func<Brand, Brand> revise) => Change(doing, AdminEvents.BrandUpdated, id, revise);

    public Task<Brand?> Dress(Doing doing, string id, ThemeDraft draft) => Change(doing, AdminEvents.ThemeUpdated, id, draft.On);

    public Task<Brand?> SetPicture(Doing doing, string id, Picture picture) => Change(doing, AdminEvents.ThemeUpdated, id,
        brand => With(brand, picture.Kind, BrandImage.Path(picture.Name)), writing => pictures.Save(writing, doing.Org.Id, id, picture));

    public Task<Brand?> RemovePicture(Doing doing, string id, PictureKind kind) => Change(doing, AdminEvents.ThemeUpdated, id,
        brand => With(brand, kind, null), writing => Pictures.Delete(writing, doing.Org.Id, id, kind));

    /// <summary>Apps that had its look have the org's own. False when it is gone.</summary>
    /// <exception cref="BuiltInException">It is the one that every org has, or that of a domain.</exception>
    public Task<bool> Delete(Doing doing, Brand brand) => writes.Write(doing, AdminEvents.BrandDeleted, async writing =>
    {
        await Take(writing, doing);
        if (brand.IsDefault) throw new BuiltInException("The default brand cannot be deleted.");
        if (await writing.One<string>("select domain from domains where org_id = @orgId and brand_id = @Id limit 1",
            new { orgId = doing.Org.Id, brand.Id }) is { } domain)
            throw new BuiltInException($"{domain} has this brand: give it another one first.");
        return await BrandOfOrg.Delete(writing, doing.Org.Id, brand);
    }, PartyOf(brand));

    /// <summary>Of what it is by now, so that two who change different things both have their way.</summary>
    private Task<Brand?> Change(
        Doing doing, LogEntry entry, string id, Func<Brand, Brand> change, Func<Writing, Task>? also = null, BrandDraft? named = null) =>
        writes.Write(doing, entry, async writing =>
        {
            await Take(writing, doing);
            if (await BrandOfOrg.Read(writing, doing.Org, id) is not { } now) return null;
            if (named is not null && named.Name != now.Name) RequireFree(await BrandOfOrg.Read(writing, doing.Org), named, id);
            var changed = change(now);
            if (also is not null) await also(writing);
            await brands.Save(writing, doing.Org.Id, changed);
            return changed;
        }, PartyOf);

    private Task Take(Writing writing, Doing doing) => turns.Take(writing, $"brand {doing.Org.Id}");

    private static void RequireFree(IReadOnlyList<Brand> there, BrandDraft draft, string? id)
    {
        if (there.Any(other => other.Id != id && other.Name.Equals(draft.Name, StringComparison.OrdinalIgnoreCase))) throw RuleException.Taken("name");
    }

    private static LogParty PartyOf(Brand brand) => new(brand.Id, "Brand", null, brand.Name);

    private static Brand With(Brand brand, PictureKind kind, string? path) => kind.Name switch
    {
        "logo" => brand with { Logo = path },
        "favicon" => brand with { Favicon = path },
        _ => brand with { Background = path },
    };
}
