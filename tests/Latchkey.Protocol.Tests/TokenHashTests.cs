using Latchkey.Protocol;

namespace Latchkey.Protocol.Tests;

public sealed class TokenHashTests
{
    [Fact]                                                             // OpenID Connect Core appendix A.3: at_hash of its example
    public void The_hash_of_the_specification_comes_out()
    {
        TokenHash.Of("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y").ShouldBe("77QmUPtjPfzWtF2AnpK9RQ");
        TokenHash.Matches("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y", "77QmUPtjPfzWtF2AnpK9RQ").ShouldBeTrue();
    }

    [Theory]
    [InlineData("77QmUPtjPfzWtF2AnpK9RA")]
    [InlineData("77QmUPtjPfzWtF2AnpK9RQ==")]
    [InlineData("")]
    public void Another_hash_does_not_match(string hash) => TokenHash.Matches("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y", hash).ShouldBeFalse();
}
