using System.Net;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.AspNetCore.Http;

namespace Latchkey.Server.Tests.Web;

/// <summary>Counters in memory: so many and no more, and nobody is let off because others came. Decision 0009.</summary>
public sealed class RateCountersTests
{
    private readonly FakeClock clock = new();
    private readonly RateCounters counters;

    public RateCountersTests() => counters = new RateCounters(new ServerSettings { BaseUrl = new Uri("http://localhost"), DataFolder = "" }, clock);

    private bool Take(int address, RateLimit? limit = null)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = new IPAddress((uint)address);
        return counters.TryTake(http, "", limit ?? RateLimit.Passwords, out _);
    }

    [Fact]
    public void A_flood_of_addresses_lets_nobody_off()
    {
        for (var i = 0; i < 120; i++) Take(1).ShouldBeTrue();
        for (var i = 0; i < 100; i++) Take(2).ShouldBeTrue();
        Take(1).ShouldBeFalse();
        for (var i = 3; i < 3 * RateCounters.MostCounters; i++) Take(i).ShouldBeTrue();       // whoever is new is let in all the while

        Take(1).ShouldBeFalse();
        for (var i = 0; i < 20; i++) Take(2).ShouldBeTrue();
        Take(2).ShouldBeFalse();                                       // who was below the limit is still where they were
        counters.Count.ShouldBeLessThanOrEqualTo(RateCounters.MostCounters);

        clock.Advance(TimeSpan.FromMinutes(1));
        Take(1).ShouldBeTrue();
    }

    [Fact]
    public void Where_everybody_is_at_their_limit_newcomers_share_one()
    {
        var one = new RateLimit("one", 1);
        for (var i = 1; i <= RateCounters.MostCounters; i++) Take(i, one).ShouldBeTrue();
        Enumerable.Range(RateCounters.MostCounters + 1, 1_000).Count(i => Take(i, one)).ShouldBe(1);
        for (var i = 1; i < 1_000; i++) Take(i, one).ShouldBeFalse();
        counters.Count.ShouldBeLessThanOrEqualTo(RateCounters.MostCounters + 1);
    }
}
