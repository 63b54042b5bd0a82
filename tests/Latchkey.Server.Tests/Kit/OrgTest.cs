using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>A class of tests over HTTP against a whole org.</summary>
public abstract class OrgTest(OrgFixture fixture) : IClassFixture<OrgFixture>
{
    protected TestOrg Org => fixture.Org;

    protected FakeClock Clock => fixture.Org.Clock;
}
