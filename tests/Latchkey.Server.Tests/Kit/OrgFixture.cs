using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>One org for the tests of a class, which run one after another. The engine is what LATCHKEY_TEST_DATABASE says.</summary>
public class OrgFixture : IAsyncLifetime
{
    public TestOrg Org { get; protected set; } = null!;

    public virtual async Task InitializeAsync() => Org = await TestOrg.StartAsync();

    public async Task DisposeAsync() => await Org.DisposeAsync();
}
