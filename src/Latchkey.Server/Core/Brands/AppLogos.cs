using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Brands;

/// <summary>Pictures of apps that administrators brought along. Contract §3.1.</summary>
internal sealed class AppLogos(Database db, TimeProvider clock)
{
    /// <summary>By its address; null when no such one is shown any more.</summary>
    public async Task<(string ContentType, byte[] Content)?> Find(string orgId, string name, CancellationToken ct) => await db.One<Row>(
        "select content_type, content from app_logos where org_id = @orgId and name = @name limit 1", new { orgId, name }, ct) is { } row
        ? (row.ContentType, Convert.FromBase64String(row.Content)) : null;

    public Task<bool> Save(Writing writing, string orgId, string appId, Picture picture) => writing.Changed("""
        insert into app_logos (app_id, org_id, name, content_type, content, created_at) values (@appId, @orgId, @Name, @ContentType, @content, @now)
        on conflict (app_id) do update set name = excluded.name, content_type = excluded.content_type, content = excluded.content,
            created_at = excluded.created_at
        """, new { appId, orgId, picture.Name, picture.ContentType, content = Convert.ToBase64String(picture.Content), now = clock.Now });

    private sealed record Row
    {
        public required string ContentType { get; init; }
        public required string Content { get; init; }
    }
}
