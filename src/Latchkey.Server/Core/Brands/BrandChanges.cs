using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Brands;

/// <summary>Changes how an org looks: each is one commit with its line in the log, whichever face asks. Contract §3.8.</summary>
internal sealed class BrandChanges(LoggedWrites writes, BrandOfOrg brands, Pictures pictures, Turns turns)
{
    public Task<Brand> Replace(Doing doing, BrandDraft draft) => Change(doing, AdminEvents.BrandUpdated, draft.On);

    public Task<Brand> Dress(Doing doing, ThemeDraft draft) => Change(doing, AdminEvents.ThemeUpdated, draft.On);

    public Task<Brand> SetPicture(Doing doing, Picture picture) => Change(doing, AdminEvents.ThemeUpdated,
        brand => With(brand, picture.Kind, BrandImage.Path(picture.Name)), writing => pictures.Save(writing, doing.Org.Id, picture));

    public Task<Brand> RemovePicture(Doing doing, PictureKind kind) => Change(doing, AdminEvents.ThemeUpdated,
        brand => With(brand, kind, null), writing => Pictures.Delete(writing, doing.Org.Id, kind));

    /// <summary>Of what it is by now, so that two who change different things both have their way.</summary>
    private async Task<Brand> Change(Doing doing, LogEntry entry, Func<Brand, Brand> change, Func<Writing, Task>? also = null) =>
        (await writes.Write(doing, entry, async writing =>
        {
            await turns.Take(writing, $"brand {doing.Org.Id}");
            var changed = change(await BrandOfOrg.Read(writing, doing.Org));
            if (also is not null) await also(writing);
            await brands.Save(writing, doing.Org.Id, changed);
            return changed;
        }, changed => new LogParty(changed.Id, "Brand", null, changed.Name)))!;

    private static Brand With(Brand brand, PictureKind kind, string? path) => kind.Name switch
    {
        "logo" => brand with { Logo = path },
        "favicon" => brand with { Favicon = path },
        _ => brand with { Background = path },
    };
}
