using Latchkey.Server.Core.Brands;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Pages;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Tests.Brands;

public sealed class BrandOfOrgTests
{
    private static readonly Org Bakery = new() { Id = "00o1", Name = "Example Bakery", Status = "ACTIVE", CreatedAt = default, UpdatedAt = default };

    [Theory, BothEngines]
    public async Task An_org_without_a_brand_shows_latchkeys_look_under_its_name(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        using var brands = new BrandOfOrg(await Opened(empty), TimeProvider.System);

        (await brands.Find(Bakery, default)).ShouldBe(Brand.Default("00o1", "Example Bakery"));
        (await brands.Find(Bakery with { Id = "00o-unknown" }, default)).Name.ShouldBe("Example Bakery");
    }

    [Theory, BothEngines]
    public async Task What_is_saved_is_shown_from_then_on(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        using var brands = new BrandOfOrg(await Opened(empty), TimeProvider.System);
        var before = await brands.Find(Bakery, default);
        var mine = before with { Name = "Bäckerei", PrimaryColorHex = "#c2185b", PrimaryColorContrastHex = "#ffffff", Logo = "data:image/png;base64,iVBORw0KGgo=", RemovePoweredBy = true };

        await brands.Save("00o1", mine, default);
        (await brands.Find(Bakery, default)).ShouldBe(mine);
        await brands.Save("00o1", mine with { Logo = null }, default);
        (await brands.Find(Bakery, default)).Logo.ShouldBeNull();
    }

    private static async Task<Database> Opened(EmptyDatabase empty)
    {
        var database = empty.Open();
        await database.Migrate(default);
        await database.Change("insert into orgs (id, name, status, created_at, updated_at) values ('00o1', 'Example Bakery', 'ACTIVE', 0, 0)", null, default);
        return database;
    }
}
