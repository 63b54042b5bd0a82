
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Requests;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Tests.Apps;

public sealed class RegisteredUrisTests
{
    [Fact]
    public void The_table_is_large_enough_to_be_worth_its_name()
    {
        HostileUris.Everything.Count.ShouldBeGreaterThan(200);
        HostileUris.Everything.Distinct().Count().ShouldBe(HostileUris.Everything.Count);
    }

    [Theory, MemberData(nameof(HostileUris.NeverRegistrable), MemberType = typeof(HostileUris))]      // RFC 6749 §3.1.2, threats rows 1 and 2
    public void A_hostile_address_is_never_registered(string uri)
    {
        foreach (var type in (string[])["native", "web", "browser"]) RegisteredUris.Problem(uri, type).ShouldNotBeNull(type);
    }

    [Theory, MemberData(nameof(HostileUris.NeverRegistrable), MemberType = typeof(HostileUris))]
    public void Nor_is_it_a_page_about_an_app(string uri) => RegisteredUris.AddressProblem(uri, development: true).ShouldNotBeNull();

    [Theory]
    [InlineData("https://app.example.com/callback", "native")]
    [InlineData("https://app.example.com/callback", "web")]
    [InlineData("https://app.example.com", "web")]
    [InlineData("https://app.example.com:8443/a/b-c_d~e/%7Ef?x=1&y=%20", "web")]
    [InlineData("https://xn--mnchen-3ya.example/callback", "browser")]
    [InlineData("http://localhost:8080/login/oauth2/code/okta", "web")]
    [InlineData("http://localhost:3000/login/callback", "browser")]
    [InlineData("http://localhost/callback", "native")]
    [InlineData("http://127.0.0.1/callback", "native")]
    [InlineData("http://127.0.0.1:49152/", "native")]
    [InlineData("http://[::1]/callback", "native")]
    [InlineData("http://[::1]:8080/callback", "native")]
    [InlineData("http://localhost", "browser")]
    [InlineData("com.okta.dev-1:/callback", "native")]                 // contract §5.5
    [InlineData("com.okta.dev-1:/", "native")]
    [InlineData("com.okta.dev-1:/logout", "native")]
    [InlineData("localhost:/callback", "native")]                      // contract §5.5: what the command line proposes on localhost
    [InlineData("com.example.app://callback", "native")]
    [InlineData("com.example.app:callback", "native")]
    [InlineData("my-app+v2.example:/a.b/..c/d..", "native")]
    public void What_apps_use_is_registered(string uri, string type) => RegisteredUris.Problem(uri, type).ShouldBeNull();

    [Theory]                                                           // RFC 8252 §7.2, §7.3; RFC 9700 §2.1
    [InlineData("http://app.example.com/callback"), InlineData("http://10.0.0.1/callback"), InlineData("http://10.0.2.2:8080/callback"), InlineData("http://192.168.1.4:3000"), InlineData("http://app.example.com")]
    [InlineData("http://localhost.example.com/callback"), InlineData("http://127.0.0.1.nip.io/callback"), InlineData("http://127.0.0.2/callback"), InlineData("http://0.0.0.0/callback"), InlineData("http://[::2]/callback"), InlineData("http://[::ffff:127.0.0.1]/callback")]
    [InlineData("http://localhostx/callback"), InlineData("http://app.localhost/callback"), InlineData("http://example.com?http://localhost/")]
    public void Plain_http_is_for_this_machine_only_whatever_the_app(string uri)
    {
        foreach (var type in (string[])["native", "web", "browser"]) RegisteredUris.Problem(uri, type).ShouldNotBeNull(type).ShouldContain("loopback");
        RegisteredUris.AddressProblem(uri, development: true).ShouldBe("must be an https address");
    }

    [Theory]                                                           // OpenID Connect Registration §2
    [InlineData("https://app.example.com/login", true, true), InlineData("https://app.example.com/login", false, true)]
    [InlineData("http://localhost:3000/login", true, true), InlineData("http://127.0.0.1/login", true, true), InlineData("http://[::1]:5000", true, true)]
    [InlineData("http://localhost:3000/login", false, false), InlineData("http://127.0.0.1/login", false, false), InlineData("com.example.app:/login", true, false), InlineData("javascript:alert(1)", true, false)]
    public void What_somebody_follows_is_https_and_while_developing_also_this_machine(string uri, bool development, bool allowed) =>
        (RegisteredUris.AddressProblem(uri, development) is null).ShouldBe(allowed);

    [Fact]
    public void An_address_has_a_bounded_length()
    {
        RegisteredUris.Problem("https://a.example/" + new string('x', RegisteredUris.MaxLength), "web").ShouldNotBeNull();
        RegisteredUris.Problem("com.example.app:/" + new string('%', 200_000), "web").ShouldNotBeNull();
    }

    [Theory, MemberData(nameof(HostileUris.All), MemberType = typeof(HostileUris))]      // threats row 1
    public void What_is_not_registered_does_not_match(string uri)
    {
        HostileUris.Registered.ShouldNotContain(uri);
        HostileUris.Registered.Any(registered => RedirectUris.DifferInLoopbackPortOnly(registered, uri) || RedirectUris.DifferInEmptyPathOnly(registered, uri)).ShouldBeFalse();
    }
}
