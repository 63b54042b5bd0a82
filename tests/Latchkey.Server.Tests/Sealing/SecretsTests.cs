using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Tests.Sealing;

public sealed class SecretsTests
{
    private static readonly string[] Values =
        ["", "a", "b", "ab", "ba", "a\0", "é", "e\u0301", "日本", new('a', 255), new('a', 256), new('a', 257), new string('a', 256) + "b", new('é', 128), new('é', 129), new('x', 20_000)];

    [Fact]
    public void The_same_are_those_of_the_same_letters_and_no_others()
    {
        foreach (var kept in Values)
            foreach (var candidate in Values)
                Secrets.Same(kept, candidate).ShouldBe(kept == candidate, $"{kept.Length} {candidate.Length}");
        new Secret("a").Is(null).ShouldBeFalse();
    }
}
