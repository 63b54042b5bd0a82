using System.Text.Json;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.LinkedPeople;

/// <summary>The relations between people of all orgs, and who is linked to whom. Contract §3.2, linkedObjects.</summary>
internal sealed class LinkDefinitions(Database db, Turns turns, TimeProvider clock)
{
    /// <summary>As many as an org may have.</summary>
    public const int Most = 200;

    private const string Columns = "org_id, document";

    public async Task<IReadOnlyList<LinkDefinition>> All(string orgId, CancellationToken ct) => [.. (await db.Many<Row>(
        $"select {Columns} from link_definitions where org_id = @orgId order by primary_name", new { orgId }, ct)).Select(Read)];

    /// <summary>By either of its names.</summary>
    public async Task<LinkDefinition?> Find(string orgId, string name, CancellationToken ct) => await db.One<Row>(
        $"select {Columns} from link_definitions where org_id = @orgId and (primary_name = @name or associated_name = @name)", new { orgId, name }, ct)
            is { } row ? Read(row) : null;

    /// <summary>Null when another one of the org has one of the names, or there are as many as there may be.</summary>
    public async Task<LinkDefinition?> Create(Writing writing, string orgId, LinkDefinitionDraft draft)
    {
        await turns.Take(writing, $"link definitions {orgId}");
        var row = await writing.ChangeReturning<Row>($"""
            insert into link_definitions (org_id, primary_name, associated_name, document, created_at)
            select @orgId, @primary, @associated, @document, @now where (select count(*) from link_definitions where org_id = @orgId) < @Most
              and not exists (select 1 from link_definitions
                where org_id = @orgId and (primary_name in (@primary, @associated) or associated_name in (@primary, @associated)))
            on conflict do nothing returning {Columns}
            """, new
        {
            orgId,
            primary = draft.Primary.Name,
            associated = draft.Associated.Name,
            now = clock.Now,
            Most,
            document = JsonSerializer.Serialize(new Sides(draft.Primary, draft.Associated)),
        });
        return row is null ? null : Read(row);
    }

    /// <summary>With all its links.</summary>
    public static Task<bool> Delete(Writing writing, LinkDefinition definition) => writing.Changed(
        "delete from link_definitions where org_id = @OrgId and primary_name = @Name", new { definition.OrgId, definition.Primary.Name });

    /// <summary>In place of whoever was it before. False where they are linked so already.</summary>
    public Task<bool> Link(Writing writing, LinkDefinition definition, string associatedId, string primaryId) => writing.Changed("""
        insert into people_links (org_id, primary_name, associated_id, primary_id, created_at) values (@OrgId, @Name, @associatedId, @primaryId, @now)
        on conflict (associated_id, primary_name) do update set primary_id = excluded.primary_id, created_at = excluded.created_at
        where people_links.primary_id <> excluded.primary_id
        """, new { definition.OrgId, definition.Primary.Name, associatedId, primaryId, now = clock.Now });

    public static Task<bool> Unlink(Writing writing, LinkDefinition definition, string associatedId) => writing.Changed(
        "delete from people_links where associated_id = @associatedId and primary_name = @Name", new { associatedId, definition.Primary.Name });

    /// <summary>The ids of whoever is on that side of a person.</summary>
    public Task<IReadOnlyList<string>> Of(LinkDefinition definition, string name, string userId, int most, CancellationToken ct) =>
        name == definition.Primary.Name
            ? db.Many<string>("select primary_id from people_links where associated_id = @userId and primary_name = @Name",
                new { userId, definition.Primary.Name }, ct)
            : db.Many<string>("""
                select associated_id from people_links where primary_id = @userId and primary_name = @Name order by associated_id limit @most
                """, new { userId, definition.Primary.Name, most }, ct);

    private static LinkDefinition Read(Row row)
    {
        var sides = JsonSerializer.Deserialize<Sides>(row.Document)!;
        return new(row.OrgId, sides.Primary, sides.Associated);
    }

    private sealed record Row(string OrgId, string Document);

    private sealed record Sides(LinkSide Primary, LinkSide Associated);
}
