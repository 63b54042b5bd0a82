using Latchkey.Protocol;

namespace Latchkey.Protocol.Tests;

public sealed class LocalhostTests
{
    [Theory]                                                           // RFC 6761 §6.3
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST.", true)]
    [InlineData("dev-1.localhost", true)]
    [InlineData("a.b.localhost", true)]
    [InlineData("localhost.example.com", false)]
    [InlineData("notlocalhost", false)]
    [InlineData("localhost.evil", false)]
    [InlineData("", false)]
    public void Names_below_localhost_are_this_machine_and_no_others(string host, bool here) => Localhost.IsName(host).ShouldBe(here);

    [Theory]
    [InlineData("http://127.0.0.1:8080/", true)]
    [InlineData("http://[::1]/", true)]
    [InlineData("http://dev-1.localhost:8080/", true)]
    [InlineData("http://127.0.0.1.example.com/", false)]
    [InlineData("http://10.0.0.1/", false)]
    public void Traffic_to_this_machine_is_told_from_other_traffic(string address, bool here) => Localhost.IsThisMachine(new Uri(address)).ShouldBe(here);
}
