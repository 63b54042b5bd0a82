using System.Net;
using System.Text;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Web;

/// <summary>What apps make this server fetch. Threats row 10.</summary>
public sealed class OutgoingHttpTests
{
    private static readonly ServerSettings Production = new() { BaseUrl = new Uri("https://id.example.com"), DataFolder = "" };
    private static readonly ServerSettings Development = Production with { Development = true };

    private static OutgoingHttp Client(ServerSettings settings, TimeProvider? clock = null, params string[] resolved) =>
        new(settings, clock ?? TimeProvider.System, resolved.Length == 0 ? null : (_, _) => Task.FromResult(resolved.Select(IPAddress.Parse).ToArray()));

    [Theory]                                                           // RFC 6890 §2.2
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("64:ff9b::a00:1")]
    public void A_private_address_is_for_servers_that_were_told_so(string address)
    {
        Destinations.IsAllowed(IPAddress.Parse(address), privateToo: false).ShouldBeFalse();
        Destinations.IsAllowed(IPAddress.Parse(address), privateToo: true).ShouldBeTrue();
    }

    [Theory]                                                           // RFC 6890 §2.2
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("168.63.129.16")]                                      // Azure's, to every machine there
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("198.18.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("::")]
    [InlineData("::7f00:1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("100::1")]
    public void Metadata_multicast_and_tunnels_are_never_reached(string address) => Destinations.IsAllowed(IPAddress.Parse(address), privateToo: true).ShouldBeFalse();

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::101:101")]
    [InlineData("2606:4700::1111")]
    public void A_public_address_is_allowed(string address) => Destinations.IsAllowed(IPAddress.Parse(address), privateToo: false).ShouldBeTrue();

    [Theory]                                                           // threats row 10: every spelling of an address
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://10.0.0.1/")]
    public async Task In_production_nothing_of_this_network_is_reached(string address)
    {
        using var http = Client(Production);
        (await Should.ThrowAsync<OutgoingException>(http.Get(address, "*/*", default))).Message.ShouldContain("public internet");
    }

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("ftp://example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.com/")]
    [InlineData("https://user:password@example.com/")]
    [InlineData("/relative")]
    [InlineData("")]
    public async Task In_production_it_is_https_or_nothing(string address)
    {
        using var http = Client(Production);
        await Should.ThrowAsync<OutgoingException>(http.Get(address, "*/*", default));
    }

    [Fact]                                                             // DNS rebinding: one lookup, and what was looked at is what is connected to
    public async Task A_name_is_looked_up_once_and_that_answer_counts()
    {
        var asked = 0;
        using var http = new OutgoingHttp(Production, TimeProvider.System, (_, _) => Task.FromResult(++asked == 1 ? new[] { IPAddress.Parse("192.168.0.7") } : [IPAddress.Parse("1.1.1.1")]));
        (await Should.ThrowAsync<OutgoingException>(http.Get("https://rebinding.example/", "*/*", default))).Message.ShouldContain("public internet");
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_private_network_is_reached_by_a_server_that_was_told_so()
    {
        await using var site = new Site("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        using var told = Client(Production with { AllowPrivateNetworks = true }, null, "127.0.0.1");
        // The address is allowed; that the site speaks no TLS is another matter.
        (await Should.ThrowAsync<OutgoingException>(told.Get($"https://app.internal:{site.Port}/", "*/*", default))).Message.ShouldContain("could not be reached");
        site.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_says_status_type_body_and_how_long_it_may_be_kept()
    {
        await using var site = new Site("HTTP/1.1 203 Non-Authoritative Information\r\nContent-Type: application/json; charset=utf-8\r\nCache-Control: public, max-age=90\r\nContent-Length: 2\r\n\r\n{}");
        using var http = Client(Development);
        var answer = await http.Get(site.Url, "application/json", default);
        (answer.Status, answer.MediaType, answer.MaxAge, Encoding.UTF8.GetString(answer.Body)).ShouldBe((203, "application/json", TimeSpan.FromSeconds(90), "{}"));
        site.LastRequest.ShouldContain("Accept: application/json");
        site.LastRequest.ShouldNotContain("Accept-Encoding");
    }

    [Fact]
    public async Task A_form_is_posted()
    {
        await using var site = new Site("HTTP/1.1 204 No Content\r\n\r\n");
        using var http = Client(Development);
        (await http.Post(site.Url, [new("logout_token", "a+b")], default)).Succeeded.ShouldBeTrue();
        site.LastRequest.ShouldContain("application/x-www-form-urlencoded");
    }

    [Fact]                                                             // threats row 10: a redirect to 169.254
    public async Task A_redirect_is_an_answer_not_an_instruction()
    {
        await using var site = new Site("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data/\r\nContent-Length: 0\r\n\r\n");
        using var http = Client(Development);
        (await http.Get(site.Url, "*/*", default)).Status.ShouldBe(302);
        site.Requests.ShouldBe(1);
    }

    [Fact]                                                             // threats row 10: slow loris
    public async Task A_site_that_never_finishes_is_given_up()
    {
        var clock = new FakeClock();
        await using var site = new Site("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx", stayOpen: true);
        using var http = Client(Development, clock);
        var asking = http.Get(site.Url, "*/*", default);
        await site.Answered;
        clock.Advance(OutgoingHttp.Deadline + TimeSpan.FromSeconds(1));
        (await Should.ThrowAsync<OutgoingException>(asking)).Message.ShouldContain("did not answer within");
    }

    [Fact]                                                             // threats row 10: a body of 1 GB
    public async Task A_body_is_read_only_so_far()
    {
        await using var announced = new Site("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\nx", stayOpen: true);
        await using var endless = new Site("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", endless: true);
        using var http = Client(Development);
        (await Should.ThrowAsync<OutgoingException>(http.Get(announced.Url, "*/*", default))).Message.ShouldContain("more than");
        (await Should.ThrowAsync<OutgoingException>(http.Get(endless.Url, "*/*", default))).Message.ShouldContain("more than");
    }

    [Fact]                                                             // threats row 10: a gzip bomb
    public async Task A_compressed_answer_is_not_unpacked()
    {
        await using var site = new Site("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nab");
        using var http = Client(Development);
        (await Should.ThrowAsync<OutgoingException>(http.Get(site.Url, "*/*", default))).Message.ShouldContain("encoding");
    }

    [Fact]
    public async Task What_is_not_there_or_is_no_http_is_said_to_be_unreachable()
    {
        await using var rude = new Site("this is no http\r\n\r\n");
        using var http = Client(Development);
        await Should.ThrowAsync<OutgoingException>(http.Get(rude.Url, "*/*", default));
        await Should.ThrowAsync<OutgoingException>(http.Get("http://127.0.0.1:1/", "*/*", default));
    }

    [Fact]
    public async Task The_callers_own_impatience_is_not_called_a_refusal()
    {
        await using var site = new Site("", stayOpen: true);
        using var http = Client(Development);
        using var patience = new CancellationTokenSource();
        var asking = http.Get(site.Url, "*/*", patience.Token);
        await site.Answered;
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asking);
    }
}
