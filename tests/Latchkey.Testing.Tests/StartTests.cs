namespace Latchkey.Testing.Tests;

/// <summary>What it costs to have an org. Alone, so that nothing else in this process is counted.</summary>
[CollectionDefinition(nameof(StartTests), DisableParallelization = true)]
[Collection(nameof(StartTests))]
public sealed class StartTests
{
    [Fact]
    public async Task An_org_takes_less_than_a_second_of_a_processor()
    {
        // The processor's time and not the clock's: what other programs do meanwhile is not the org's doing.
        var least = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            await using var org = await TestOrg.StartAsync();
            var took = Environment.CpuUsage.TotalTime - before;
            if (took < least) least = took;
        }

        least.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }
}
