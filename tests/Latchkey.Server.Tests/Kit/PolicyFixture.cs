using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>An org whose policies may change.</summary>
public sealed class PolicyFixture : OrgFixture
{
    public override async Task InitializeAsync() => Org = await TestOrg.StartAsync(settings => settings with { PoliciesMayChange = true });
}
