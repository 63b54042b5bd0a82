using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Insight;

/// <summary>How many factors of each kind the people of an org have set up.</summary>
internal sealed class FactorCounts(Database db)
{
    /// <summary>Counted along an index.</summary>
    public async Task<IReadOnlyList<Counted>> Of(string orgId, CancellationToken ct)
    {
        var counts = new List<Counted>();
        foreach (var type in FactorType.All)
        {
            counts.Add(new(type, await db.One<long>("select count(*) from factors where org_id = @orgId and type = @type and status = 'ACTIVE'",
                new { orgId, type }, ct)));
        }
        return counts;
    }
}
