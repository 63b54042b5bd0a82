
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Tests.Storage;

public sealed class CancellationTests
{
    [Theory, BothEngines]
    public async Task A_question_ends_when_whoever_asked_leaves(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated("create table things (id text primary key)");
        using var leaving = new CancellationTokenSource();

        // Counts for hours, if nobody stops it.
        var asking = Task.Run(() => db.One<long>("with recursive n (i) as (select 1 union all select i + 1 from n where i < 100000000000) select count(*) from n", null, leaving.Token));
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        (await db.One<long>("select count(*) from things", null, default)).ShouldBe(0);
    }
}
