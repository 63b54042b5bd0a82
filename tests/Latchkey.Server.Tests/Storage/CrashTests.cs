using System.Globalization;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Tests.Storage;

public sealed class CrashTests
{
    [Theory, BothEngines]
    public async Task Every_acknowledged_write_outlives_kill_9(Engine engine)
    {
        await using var empty = await EmptyDatabase.On(engine);
        await (await empty.Migrated(Child.Rows)).DisposeAsync();
        var acknowledged = new List<long>();

        foreach (var enough in new[] { 500, 3000 })
        {
            using var child = Child.Start("write", empty.Settings);
            foreach (var _ in Enumerable.Range(0, enough)) acknowledged.Add(long.Parse((await child.Says.ReadLineAsync())!, CultureInfo.InvariantCulture));
            await child.Kill();
            while (await child.Says.ReadLineAsync() is { } line) acknowledged.Add(long.Parse(line, CultureInfo.InvariantCulture));
        }

        var there = (await empty.Open().Many<long>("select id from rows", null, default)).ToHashSet();
        acknowledged.Where(id => !there.Contains(id)).ShouldBeEmpty();
        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(3500);
    }
}
