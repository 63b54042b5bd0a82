using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.NewOrgs;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Entrance.Pipeline;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Web;

/// <summary>Whom the server takes a request to come from, and for which org, where proxies stand in between. Decision 0009.</summary>
public sealed class CallersTests : IAsyncLifetime
{
    private TestOrg org = null!;

    // The test's own connection comes from the first of them; the others are further away.
    public async Task InitializeAsync() => org = await TestOrg.StartAsync(settings => settings with { TrustedProxies = ["127.0.0.1", "10.0.0.0/8", "2001:db8:5::/48"] });

    public async Task DisposeAsync() => await org.DisposeAsync();

    [Theory]                                                           // each hop is believed while the one who speaks is trusted
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7:51234", "203.0.113.7")]
    [InlineData("[2001:db8:9::7]:443", "2001:db8:9::7")]
    [InlineData("2001:db8:9::7", "2001:db8:9::7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("198.51.100.1, 203.0.113.7", "203.0.113.7")]                            // the stranger's own header, and what our proxy saw
    [InlineData("198.51.100.1, 203.0.113.7, 10.1.2.3", "203.0.113.7")]                 // two proxies of ours
    [InlineData("203.0.113.7, 10.9.9.9, ::ffff:10.1.2.3, 2001:db8:5::1", "203.0.113.7")]
    [InlineData("10.4.5.6, 203.0.113.7, 10.1.2.3", "203.0.113.7")]                     // who claims to be a proxy of ours is not asked
    [InlineData("10.4.5.6", "10.4.5.6")]
    [InlineData("unknown", "127.0.0.1")]
    [InlineData("203.0.113.7, unknown", "127.0.0.1")]
    [InlineData("203.0.113.7, _hidden, 10.1.2.3", "10.1.2.3")]
    [InlineData("'; drop table orgs --", "127.0.0.1")]
    [InlineData("", "127.0.0.1")]
    public async Task A_forwarded_address_counts_as_far_as_the_chain_is_trusted(string forwarded, string caller) =>
        (await CallerOf(org, ("X-Forwarded-For", forwarded))).ShouldBe(caller);

    [Fact]
    public async Task Several_headers_are_one_list() =>
        (await CallerOf(org, ("X-Forwarded-For", "198.51.100.1"), ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-For", "10.1.2.3"))).ShouldBe("203.0.113.7");

    [Fact]
    public async Task Whoever_is_no_proxy_of_ours_is_not_believed_and_the_log_says_so_once()
    {
        await using var bare = await TestOrg.StartAsync();
        var notebook = ConsoleLines.Of(bare);
        for (var i = 0; i < 3; i++) (await CallerOf(bare, ("X-Forwarded-For", $"203.0.113.{i}"))).ShouldBe("127.0.0.1");
        notebook.Lines.Single(line => line.Contains("X-Forwarded-For", StringComparison.Ordinal)).ShouldContain("--proxy 127.0.0.1");
    }

    [Fact]                                                             // RFC 4291 §2.5.4: a customer has a /64
    public async Task Behind_a_proxy_every_caller_has_a_limit_of_their_own()
    {
        await using var strict = await TestOrg.StartAsync(settings => settings with { TrustedProxies = ["127.0.0.1"], RateLimitFactor = 0.025 });     // three passwords a minute
        async Task<int> SignIn(string from) => (await strict.Exchange(HttpMethod.Post, "/api/v1/authn", Asking.Of("""{"username":"a@example.com","password":"x"}"""u8.ToArray(), "application/json"), ("X-Forwarded-For", from))).Status;
        for (var i = 0; i < 3; i++) (await SignIn("2001:db8:1:2::" + i.ToString("x", CultureInfo.InvariantCulture))).ShouldBe(401);
        (await SignIn("2001:db8:1:2:ffff::1")).ShouldBe(429);
        (await SignIn("[2001:db8:1:2::99]:1234")).ShouldBe(429);
        (await SignIn("2001:db8:1:3::1")).ShouldBe(401);
        (await SignIn("203.0.113.7")).ShouldBe(401);
    }

    [Theory]
    [InlineData("nonsense", "neither an address nor a network"), InlineData("", "neither an address"), InlineData("nginx", "neither an address"), InlineData("10.0.0.1:8080", "without names, ports"), InlineData("[::1]", "neither"), InlineData("10.1", "neither"),
     InlineData("010.0.0.1", "neither"), InlineData("10.0.0.1,10.0.0.2", "once for each"), InlineData("10.0.0.0/33", "neither"), InlineData("10.0.0.0/-1", "neither"), InlineData("10.0.0.0/8/8", "neither"), InlineData("fe80::1%eth0", "neither")]
    [InlineData("0.0.0.0/0", "would trust whoever connects"), InlineData("::/0", "would trust"), InlineData("0.0.0.0", "would trust"), InlineData("::", "would trust"), InlineData("128.0.0.0/1", "would trust"), InlineData("0.0.0.0/1", "would trust"),
     InlineData("2000::/3", "would trust"), InlineData("::ffff:0:0/96", "would trust"), InlineData("::ffff:128.0.0.0/97", "would trust"), InlineData("::/64", "would trust"), InlineData("16.0.0.0/7", "would trust")]
    [InlineData("10.1.2.3/8", "10.0.0.0/8"), InlineData("fd00::5/64", "fd00::/64")]
    public async Task What_is_no_proxy_is_refused_at_start_with_what_to_write(string proxy, string saying)
    {
        var refused = await Should.ThrowAsync<FormatException>(() => TestOrg.StartAsync(settings => settings with { TrustedProxies = ["127.0.0.1", proxy] }));
        refused.Message.ShouldStartWith("--proxy " + proxy);
        refused.Message.ShouldContain(saying);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", "127.0.0.2"), InlineData("::1", "::1", "::2"), InlineData("10.0.0.0/8", "10.255.0.1", "11.0.0.1"), InlineData("fc00::/7", "fd12::1", "2001:db8::1"), InlineData("::ffff:10.0.0.0/104", "10.3.4.5", "11.0.0.1"), InlineData("::ffff:10.0.0.5", "10.0.0.5", "10.0.0.6")]
    public void Addresses_and_networks_are_proxies(string proxy, string inside, string outside)
    {
        ProxyNetworks.Read(proxy).Contains(IPAddress.Parse(inside)).ShouldBeTrue();
        ProxyNetworks.Read(proxy).Contains(IPAddress.Parse(outside)).ShouldBeFalse();
    }

    [Fact]                                                             // ruling: it selects an org that is known, and no link is made of it
    public async Task A_trusted_proxy_may_name_the_org_and_builds_no_link()
    {
        var other = await Register();
        var host = new Uri(other.OrgUrl).Authority;
        JsonNode.Parse((await org.Visit("/.well-known/openid-configuration", ("Host", "10.0.0.99:8080"), ("X-Forwarded-Host", host))).Text)!["issuer"]!.ToString().ShouldBe(other.OrgUrl);
        JsonNode.Parse((await org.Visit("/.well-known/openid-configuration", ("Host", "10.0.0.99:8080"), ("X-Forwarded-Host", "LOCALHOST"))).Text)!["issuer"]!.ToString().ShouldBe(org.Url);
        JsonNode.Parse((await org.Visit("/.well-known/openid-configuration", ("Host", "latchkey"), ("X-Forwarded-Host", host.Split(':')[0] + ":9"))).Text)!["issuer"]!.ToString().ShouldBe(other.OrgUrl);

        // What is nobody's selects nothing, and the host beside it still counts.
        foreach (var stranger in (string[])["evil.example", "localhost.evil.example", "a b", "localhost/evil", "evil.example, evil.example"])
        {
            var document = await org.Visit("/.well-known/openid-configuration", ("X-Forwarded-Host", stranger), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Port", "1"));
            document.Status.ShouldBe(200, stranger);
            JsonNode.Parse(document.Text)!["issuer"]!.ToString().ShouldBe(org.Url);
        }
        await using var bare = await TestOrg.StartAsync();
        (await bare.Visit("/", ("Host", "10.0.0.99:8080"), ("X-Forwarded-Host", "localhost"))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_unknown_host_is_one_line_of_the_log_that_says_what_came_and_what_is_configured()
    {
        var notebook = ConsoleLines.Of(org);
        for (var i = 0; i < 3; i++) (await org.Visit("/", ("Host", "internal-lb:8080"), ("X-Forwarded-Host", "id.example.org"))).Status.ShouldBe(404);
        var line = notebook.Lines.Single(line => line.Contains("internal-lb:8080", StringComparison.Ordinal));
        foreach (var said in (string[])["id.example.org", org.Url, "--url", "--proxy", "127.0.0.1"]) line.ShouldContain(said);
        line.ShouldNotContain("\n");

        // Not a line for each of a thousand invented names.
        for (var i = 0; i < 100; i++) await org.Visit("/", ("Host", $"host-{i}.example"));
        notebook.Lines.Count(line => line.Contains("host-", StringComparison.Ordinal)).ShouldBeInRange(1, 20);
        org.Clock.Advance(TimeSpan.FromMinutes(1));
        await org.Visit("/", ("Host", "later.example"));
        notebook.Lines.ShouldContain(line => line.Contains("later.example", StringComparison.Ordinal));
    }

    /// <summary>As the system log knows it.</summary>
    private static async Task<string> CallerOf(TestOrg org, params (string Name, string Value)[] headers)
    {
        (await org.PostForm(org.Issuer + "/v1/token", $"grant_type=refresh_token&client_id={org.WebApp.ClientId}&client_secret=wrong&refresh_token=x", headers)).Status.ShouldBe(401);
        await org.Services.GetRequiredService<Core.Log.SystemLog>().Flush(default);
        org.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return (await org.Read("/logs?sortOrder=DESCENDING&limit=1")).ShouldSucceed().List.Single()!["client"]!["ipAddress"]!.ToString();
    }

    private async Task<Registered> Register()
    {
        var asked = await org.Exchange(HttpMethod.Post, "/api/v1/registration/reg/register", Asking.Of("""{"userProfile":{"firstName":"Olga","lastName":"Other","email":"olga@example.com","organization":"Other"}}"""u8.ToArray(), "application/json"));
        return (await org.Services.GetRequiredService<Registration>().Redeem(JsonNode.Parse(asked.Text)!["developerOrgCliToken"]!.GetValue<string>(), default))!;
    }
}
