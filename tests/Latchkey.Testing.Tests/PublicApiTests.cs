namespace Latchkey.Testing.Tests;

/// <summary>What others compile against.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_one_written_down() => PublicApi.ShouldBeWrittenDown(typeof(TestOrg).Assembly);
}
