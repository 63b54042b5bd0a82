using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Grants;

/// <summary>What apps hold for people, as administrators look at it and take it away. Contract §2.4, "Admin views".</summary>
internal sealed class FamilyList(Database db, RefreshFamilies families, Revocations revocations, TimeProvider clock)
{
    private const int Batch = 500;

    /// <summary>Those in force, in the order of their ids. A query names a client or a person.</summary>
    public Task<IReadOnlyList<RefreshFamily>> After(FamilyQuery query, string after, int most, CancellationToken ct) => db.Many<RefreshFamily>($"""
        select f.* from refresh_families f where {Conditions(query)} and f.id > @after order by f.id limit @most
        """, Args(query, after, most), ct);

    public async Task<RefreshFamily?> Find(FamilyQuery query, string id, CancellationToken ct) =>
        await db.One<RefreshFamily>($"select f.* from refresh_families f where f.id = @id and {RefreshFamilies.InForce}", new { id, now = clock.Now },
            ct) is { } family && query.Covers(family) ? family : null;

    /// <summary>The apps that hold any.</summary>
    public Task<IReadOnlyList<string>> Clients(FamilyQuery query, string after, int most, CancellationToken ct) => db.Many<string>($"""
        select id from apps where org_id = @OrgId and id > @after and exists (select 1 from refresh_families f where f.client_id = apps.id
          and {Conditions(query)}) order by id limit @most
        """, Args(query, after, most), ct);

    /// <summary>Ends them, and every access token that came of them.</summary>
    /// <param name="query">Which.</param>
    /// <param name="id">Only this one of them; null: all.</param>
    /// <param name="record">Writes each into the log, in the same commit.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task Revoke(FamilyQuery query, string? id, Func<Writing, RefreshFamily, Task> record, CancellationToken ct)
    {
        while (true)
        {
            IReadOnlyList<RefreshFamily> batch = id is null ? await After(query, "", Batch, ct) : await Find(query, id, ct) is { } one ? [one] : [];
            await db.Write(async w =>
            {
                foreach (var family in batch)
                {
                    if (!await families.Revoke(w, family.Id, "revoked by an administrator")) continue;
                    await revocations.Add(w, family.OrgId, Revocations.Grant(family.Id));
                    await record(w, family);
                }
            }, ct);
            if (batch.Count < Batch) return;
        }
    }

    private static string Conditions(FamilyQuery query) => $"f.org_id = @OrgId and {RefreshFamilies.InForce}{query.Narrowing("f.")}";

    private object Args(FamilyQuery query, string after, int most) =>
        new { query.OrgId, query.ServerId, query.ClientId, query.UserId, after, most, now = clock.Now };
}
