using System.Globalization;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>What every refusal for now has in common.</summary>
internal static class Refusals
{
    public static void ShouldSayWhenToComeBack(TestOrg org, Seen answer, int status)
    {
        answer.Status.ShouldBe(status, answer.Text);
        var now = org.Clock.GetUtcNow().ToUnixTimeSeconds();
        DateTimeOffset.ParseExact(answer.Headers["Date"], "R", CultureInfo.InvariantCulture).ToUnixTimeSeconds().ShouldBe(now);
        var wait = long.Parse(answer.Headers["Retry-After"], NumberStyles.None, CultureInfo.InvariantCulture);
        wait.ShouldBeInRange(1, 60);
        long.Parse(answer.Headers["x-rate-limit-reset"], NumberStyles.None, CultureInfo.InvariantCulture).ShouldBe(now + wait);
        answer.Headers["x-rate-limit-remaining"].ShouldBe("0");
        long.Parse(answer.Headers["x-rate-limit-limit"], NumberStyles.None, CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
    }
}
