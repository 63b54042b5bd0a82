using Latchkey.Testing;

namespace Latchkey.Server.Tests;

/// <summary>One org for the tests of a class, which run one after another. The engine is what LATCHKEY_TEST_DATABASE says.</summary>
public sealed class OrgFixture : IAsyncLifetime
{
    public TestOrg Org { get; private set; } = null!;

    public async Task InitializeAsync() => Org = await TestOrg.StartAsync();

    public async Task DisposeAsync() => await Org.DisposeAsync();
}

/// <summary>A class of tests over HTTP against a whole org.</summary>
public abstract class OrgTest(OrgFixture fixture) : IClassFixture<OrgFixture>
{
    protected TestOrg Org => fixture.Org;

    protected FakeClock Clock => fixture.Org.Clock;
}

public static class Answers
{
    public static void ShouldBeRefused(this TestAnswer answer, string error, string? description = null, int status = 400)
    {
        answer["error"].ShouldBe(error, answer.Text);
        if (description is not null) answer["error_description"].ShouldBe(description);
        ((int)answer.Status).ShouldBe(status);
    }
}
