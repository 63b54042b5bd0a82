using Latchkey.Server.Ground.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Latchkey.Server.Tests.Storage;

public sealed class CleanupTests
{
    [Theory, BothEngines]
    public async Task A_sweep_drains_every_table_in_batches(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        var db = await empty.Migrated("create table codes (id bigint primary key)",
            "insert into codes with recursive n (i) as (select 1 union all select i + 1 from n where i < 2500) select i from n");
        var batches = new List<int>();
        using var cleanup = Sweeping(new Expiring("codes", async ct =>
        {
            batches.Add(await db.Change("delete from codes where id in (select id from codes limit @batch)", new { batch = Cleanup.Batch }, ct));
            return batches[^1];
        }));

        await cleanup.Sweep(default);

        batches.ShouldBe([1000, 1000, 500]);
    }

    [Fact]
    public async Task A_table_that_fails_does_not_stop_the_others()
    {
        var swept = false;
        using var cleanup = Sweeping(
            new Expiring("broken", _ => throw new DatabaseUnavailableException("gone")),
            new Expiring("codes", _ =>
            {
                swept = true;
                return Task.FromResult(0);
            }));

        await cleanup.Sweep(default);

        swept.ShouldBeTrue();
    }

    [Fact]
    public async Task It_sweeps_at_start()
    {
        var swept = new TaskCompletionSource();
        using var cleanup = Sweeping(new Expiring("codes", _ =>
        {
            swept.TrySetResult();
            return Task.FromResult(0);
        }));

        await cleanup.StartAsync(default);
        await swept.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await cleanup.StopAsync(default);
    }

    private static Cleanup Sweeping(params Expiring[] tables) => new(tables, TimeSpan.FromHours(1), TimeProvider.System, NullLogger<Cleanup>.Instance);
}
