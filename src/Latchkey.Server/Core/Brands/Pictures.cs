using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Brands;

/// <summary>The pictures of all orgs.</summary>
internal sealed class Pictures(Database db, TimeProvider clock)
{
    /// <summary>By its address; null when no such one is shown any more.</summary>
    public async Task<(string ContentType, byte[] Content)?> Find(string orgId, string name, CancellationToken ct) => await db.One<Row>(
        "select content_type, content from brand_pictures where org_id = @orgId and name = @name limit 1", new { orgId, name }, ct) is { } row
        ? (row.ContentType, Convert.FromBase64String(row.Content)) : null;

    public Task<bool> Save(Writing writing, string orgId, string brandId, Picture picture) => writing.Changed("""
        insert into brand_pictures (org_id, brand_id, kind, name, content_type, content, created_at)
        values (@orgId, @brandId, @kind, @Name, @ContentType, @content, @now)
        on conflict (org_id, brand_id, kind) do update set name = excluded.name, content_type = excluded.content_type, content = excluded.content,
            created_at = excluded.created_at
        """, new
    {
        orgId,
        brandId,
        kind = picture.Kind.Name,
        picture.Name,
        picture.ContentType,
        content = Convert.ToBase64String(picture.Content),
        now = clock.Now,
    });

    public static Task<bool> Delete(Writing writing, string orgId, string brandId, PictureKind kind) =>
        writing.Changed("delete from brand_pictures where org_id = @orgId and brand_id = @brandId and kind = @Name", new { orgId, brandId, kind.Name });

    private sealed record Row
    {
        public required string ContentType { get; init; }
        public required string Content { get; init; }
    }
}
