using System.Collections.Concurrent;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.People;

/// <summary>
/// How many people an org has who are not deactivated, for who looks at a page. Counting along the index costs the more the more there are, so of a large
/// org the number is as old as a minute.
/// </summary>
internal sealed class PeopleCount(Database db, TimeProvider clock)
{
    private const int Large = 5_000;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (long Many, DateTimeOffset At)> counted = new(StringComparer.Ordinal);

    public async Task<long> Of(string orgId, CancellationToken ct)
    {
        var now = clock.Now;
        if (counted.TryGetValue(orgId, out var known) && now - known.At < Kept) return known.Many;
        var many = await db.One<long>("select count(*) from users where org_id = @orgId and status <> 'DEPROVISIONED'", new { orgId }, ct);
        if (many >= Large) counted[orgId] = (many, now);
        else counted.TryRemove(orgId, out _);
        return many;
    }
}
