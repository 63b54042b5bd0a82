using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Log;

/// <summary>What the log knows of one person's sign-ins: for themselves.</summary>
internal sealed class SignInsSeen(Database db, SystemLog log)
{
    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<SignInSeen>> Of(Org org, string userId, int most, CancellationToken ct)
    {
        await log.Flush(ct);
        var rows = await db.Many<Row>("""
            select published_at, record from log_records where org_id = @Id and person = @userId and person <> '' order by id desc limit @most
            """, new { org.Id, userId, most }, ct);
        return [.. rows.Select(row => LogRecord.SignIn(row.PublishedAt, row.Record))];
    }

    private sealed record Row(DateTimeOffset PublishedAt, string Record);
}
