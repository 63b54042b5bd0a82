using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Brands;

/// <summary>/api/v1/domains: an org's own addresses, each proven by its DNS, and what they show. Contract §3.8.</summary>
public sealed class DomainsApiTests : IAsyncLifetime
{
    private readonly DnsTexts dns = new();
    private TestOrg org = null!;

    public async Task InitializeAsync() => org = await TestOrg.StartAsync(settings => settings with { NameServer = dns.EndPoint });

    public async Task DisposeAsync()
    {
        await org.DisposeAsync();
        await dns.DisposeAsync();
    }

    private int Port => new Uri(org.Url).Port;

    private static JsonObject Domain(string domain, string? brandId = null, string source = "MANUAL")
    {
        var body = new JsonObject { ["domain"] = domain, ["certificateSourceType"] = source };
        if (brandId is not null) body["brandId"] = brandId;
        return body;
    }

    private async Task<string> Proven(string domain, string? brandId = null)
    {
        var made = (await org.Post("/domains", Domain(domain, brandId))).ShouldSucceed();
        var record = made.Object["dnsRecords"]![0]!;
        dns.Texts[record["fqdn"]!.ToString()] = ["something else", record["values"]![0]!.ToString()];
        (await org.Post($"/domains/{made.Id}/verify")).ShouldSucceed()["validationStatus"].ShouldBe("COMPLETED");
        return made.Id;
    }

    private async Task<(HttpStatusCode Status, string Text)> At(string host, string path, HttpContent? posted = null)
    {
        using var request = new HttpRequestMessage(posted is null ? HttpMethod.Get : HttpMethod.Post, path) { Content = posted };
        request.Headers.Host = $"{host}:{Port}";
        using var answer = await org.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_domain_is_in_use_once_its_dns_says_so_and_not_before()
    {
        var made = (await org.Post("/domains", Domain("Login.Example.test"))).ShouldSucceed();
        made["domain"].ShouldBe("login.example.test");
        made["validationStatus"].ShouldBe("NOT_STARTED");
        var record = made.Object["dnsRecords"]![0]!;
        record["recordType"]!.ToString().ShouldBe("TXT");
        record["fqdn"]!.ToString().ShouldBe("_oktaverification.login.example.test");
        (await org.Post($"/domains/{made.Id}/verify")).ShouldSucceed()["validationStatus"].ShouldBe("FAILED_TO_VERIFY");
        (await At("login.example.test", "/.well-known/openid-configuration")).Status.ShouldBe(HttpStatusCode.NotFound);

        dns.Texts["_oktaverification.login.example.test"] = ["not this"];
        (await org.Post($"/domains/{made.Id}/verify")).ShouldSucceed()["validationStatus"].ShouldBe("FAILED_TO_VERIFY");
        dns.Texts["_oktaverification.login.example.test"] = [record["values"]![0]!.ToString()];
        (await org.Post($"/domains/{made.Id}/verify")).ShouldSucceed()["validationStatus"].ShouldBe("COMPLETED");
        (await At("login.example.test", "/.well-known/openid-configuration")).Text.ShouldContain($"\"issuer\":\"http://login.example.test:{Port}\"");
        (await At("other.example.test", "/.well-known/openid-configuration")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await org.Read("/domains")).ShouldSucceed().Object["domains"]!.AsArray().Count.ShouldBe(1);
        var events = await org.Events(made.Id);
        events.ShouldContain("system.custom_url_domain.create");
        events.ShouldContain("system.custom_url_domain.verify");

        (await org.Delete($"/domains/{made.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await At("login.example.test", "/.well-known/openid-configuration")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await org.Read($"/domains/{made.Id}")).ShouldBeRefused(404, "E0000007");
    }

    [Theory]
    [InlineData("localhost", "MANUAL", "domain")]
    [InlineData("acme.localhost", "MANUAL", "domain")]
    [InlineData("127.0.0.1", "MANUAL", "domain")]
    [InlineData("login example.test", "MANUAL", "domain")]
    [InlineData("nodot", "MANUAL", "domain")]
    [InlineData("login.example.test/path", "MANUAL", "domain")]
    [InlineData("login.example.test:8080", "MANUAL", "domain")]
    [InlineData("", "MANUAL", "domain")]
    [InlineData("login.example.test", "OKTA_MANAGED", "certificateSourceType")]
    public async Task What_is_no_domain_of_an_org_is_refused(string domain, string source, string field)
    {
        var refused = await org.Post("/domains", Domain(domain, source: source));
        refused.ShouldBeRefused(400, "E0000001");
        refused.Text.ShouldContain(field);
    }

    [Fact]
    public async Task A_domain_is_had_once_and_has_a_brand_that_there_is()
    {
        (await org.Post("/domains", Domain("a.example.test"))).ShouldSucceed();
        (await org.Post("/domains", Domain("A.example.test."))).ShouldBeRefused(400, "E0000001");
        (await org.Post("/domains", Domain("b.example.test", "bnd00000000000000000"))).ShouldBeRefused(400, "E0000001");

        // One commit: where the domain is refused, its brand never was, and the log knows of none.
        var own = (await org.Read("/brands")).Each("id")[0];
        (await org.Post("/domains", Domain("c.example.test", own))).ShouldSucceed();
        (await org.Post("/domains", Domain("c.example.test"))).ShouldBeRefused(400, "E0000001");
        (await org.Read("/brands")).Each("name").ShouldNotContain("c.example.test");
        (await org.Read("/logs?q=c.example.test")).Each("eventType").ShouldAllBe(type => !type.Contains("brand"));
        (await org.Put("/domains/OcD00000000000000000/certificate", new JsonObject())).ShouldBeRefused(501, "E0000060");
    }

    [Fact]
    public async Task A_domain_shows_its_brand_and_tokens_asked_for_there_are_of_its_issuer()
    {
        var brand = (await org.Post("/brands", new JsonObject { ["name"] = "Harbour" })).ShouldBe(HttpStatusCode.Created);
        var id = await Proven("login.harbour.test", brand.Id);
        (await At("login.harbour.test", "/signin/forgot?flow=none")).Text.ShouldContain("Harbour");
        using (var browser = org.Browser()) (await browser.OpenAsync("/signin/forgot?flow=none")).Text.ShouldNotContain("Harbour");
        (await At("login.harbour.test", "/admin/apps")).Status.ShouldBe(HttpStatusCode.Found);    // the console stays where its session is
        (await org.Read($"/brands/{brand.Id}/domains")).ShouldSucceed().Object["domains"]![0]!["domain"]!.ToString().ShouldBe("login.harbour.test");
        (await org.Delete($"/brands/{brand.Id}")).Text.ShouldContain("login.harbour.test has this brand");

        var app = await org.CreateAppAsync("service");
        using var asked = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["scope"] = "orders:read", ["client_id"] = app.ClientId, ["client_secret"] = app.ClientSecret!,
        });
        var (status, text) = await At("login.harbour.test", "/oauth2/default/v1/token", asked);
        status.ShouldBe(HttpStatusCode.OK, text);
        var claims = Base64Json(JsonNode.Parse(text)!["access_token"]!.ToString().Split('.')[1]);
        claims["iss"]!.ToString().ShouldBe($"http://login.harbour.test:{Port}/oauth2/default");

        (await org.Put($"/domains/{id}", new JsonObject())).ShouldSucceed()["brandId"].ShouldNotBe(brand.Id);
        (await At("login.harbour.test", "/signin/forgot?flow=none")).Text.ShouldNotContain("Harbour");
        (await org.Delete($"/brands/{brand.Id}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]                                                             // threats §1 row 9: who proves a domain for an org is not who owns its administrators
    public async Task Whoever_administers_the_org_gets_no_link_to_a_domain_of_its_own()
    {
        await Proven("login.ferry.test");
        var (person, helper, member) = (await org.CreatePersonAsync(), (await org.AdminOf("HELP_DESK_ADMIN")).Person, await org.CreatePersonAsync());
        ((int)(await org.Post($"/groups/{await org.MakeGroup(member.Id!)}/roles", RoleCalls.Role("READ_ONLY_ADMIN"))).Status).ShouldBeInRange(200, 201);
        foreach (var (login, home) in ((string, bool)[])[(person.Login, false), (helper.Login, true), (member.Login, true), (org.Facts.Admin.Login, true)])
        {
            using var asked = new StringContent(new JsonObject { ["username"] = login, ["factorType"] = "EMAIL" }.ToJsonString(), null, "application/json");
            var (status, text) = await At("login.ferry.test", "/api/v1/authn/recovery/password", asked);
            status.ShouldBe(HttpStatusCode.OK, text);
            var mail = (await org.MailsAsync(login))[0];
            mail.Links.ShouldHaveSingleItem().ShouldStartWith(home ? $"{org.Url}/reset_password/" : $"http://login.ferry.test:{Port}/reset_password/");
            mail.Html.Contains($"login.ferry.test:{Port}", StringComparison.Ordinal).ShouldBe(!home);
        }
    }

    private static JsonNode Base64Json(string part) => JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(part))!;

    /// <summary>Verified at once, one is.</summary>
    [Fact]
    public async Task Of_many_who_verify_at_once_each_is_told_that_it_is_done_and_the_log_says_it_once()
    {
        var made = (await org.Post("/domains", Domain("race.example.test"))).ShouldSucceed();
        var record = made.Object["dnsRecords"]![0]!;
        dns.Texts[record["fqdn"]!.ToString()] = [record["values"]![0]!.ToString()];
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => org.Post($"/domains/{made.Id}/verify")));
        answers.ShouldAllBe(answer => answer["validationStatus"] == "COMPLETED");
        (await org.Events(made.Id)).Count(type => type == "system.custom_url_domain.verify").ShouldBe(1);
    }
}
