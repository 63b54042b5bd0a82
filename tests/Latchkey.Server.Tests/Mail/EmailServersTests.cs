using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Tests.Kit;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Latchkey.Server.Tests.Mail;

/// <summary>Mail servers of an org's own. Contract §3.8, mail servers; threats row 10.</summary>
public sealed class EmailServersTests(OrgFixture fixture) : OrgTest(fixture)
{
    private static JsonObject Body(Uri at, string alias = "Ours", bool enabled = true, string? password = "hush") => new()
    {
        ["alias"] = alias, ["authType"] = "BASIC_SMTP_AUTH", ["enabled"] = enabled, ["host"] = at.Host, ["port"] = at.Port, ["username"] = "us", ["password"] = password,
    };

    private Task<ApiAnswer> Patch(string id, JsonObject body) => Org.Call(HttpMethod.Patch, $"/email-servers/{id}", body);

    private static Task Arrived(TestOrg org, string recipient) => Eventually.HoldsAsync(async () => await org.Services.GetRequiredService<Database>()
        .One<long>("select count(*) from outbox where recipient = @recipient and delivered_at is not null", new { recipient }, default) > 0);

    /// <summary>A mail to somebody new, until it is out.</summary>
    private async Task<string> Mailed()
    {
        var login = $"mailed{Ground.Sealing.Secrets.Digits(10)}@example.com";
        var person = (await Org.Post("/users?activate=false", ApiCalls.NewUser(login))).ShouldSucceed().Id;
        (await Org.Post($"/users/{person}/lifecycle/activate?sendEmail=true")).ShouldSucceed();
        await Arrived(Org, login);
        return login;
    }

    [Fact]
    public async Task An_orgs_mail_goes_out_by_the_one_that_is_on()
    {
        await using var first = new SmtpTestServer { Extensions = ["AUTH PLAIN"] };
        await using var second = new SmtpTestServer { Extensions = ["AUTH PLAIN"] };
        var made = (await Org.Post("/email-servers", Body(first.Url))).ShouldBe(HttpStatusCode.Created);
        made.Text.ShouldNotContain("hush");
        var login = await Mailed();
        first.Taken.ShouldContain(mail => mail.Contains(login, StringComparison.Ordinal));
        first.Heard.ShouldContain(line => line.StartsWith("AUTH PLAIN", StringComparison.Ordinal));

        // One is on, and the other is off by it.
        var other = (await Org.Post("/email-servers", Body(second.Url, "Theirs"))).ShouldBe(HttpStatusCode.Created);
        (await Org.Read($"/email-servers/{made.Id}")).ShouldSucceed()["enabled"].ShouldBe("false");
        (await Org.Read("/email-servers")).ShouldSucceed().Object["email-servers"]!.AsArray().Count.ShouldBe(2);
        login = await Mailed();
        second.Taken.ShouldContain(mail => mail.Contains(login, StringComparison.Ordinal));
        first.Taken.ShouldNotContain(mail => mail.Contains(login, StringComparison.Ordinal));

        // Off, the operator's takes over: here the mailbox of a development server.
        (await Patch(other.Id, new JsonObject { ["enabled"] = false })).ShouldSucceed();
        login = await Mailed();
        second.Taken.ShouldNotContain(mail => mail.Contains(login, StringComparison.Ordinal));
        foreach (var id in (string[])[made.Id, other.Id]) (await Org.Delete($"/email-servers/{id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"/email-servers/{made.Id}")).ShouldBeRefused(404, "E0000007");
    }

    [Fact]
    public async Task Mail_of_a_brand_comes_from_its_sender_once_the_DNS_says_so()
    {
        await using var dns = new DnsTexts();
        await using var org = await TestOrg.StartAsync(settings => settings with { NameServer = dns.EndPoint });
        await using var smtp = new SmtpTestServer();
        (await org.Post("/email-servers", Body(smtp.Url))).ShouldBe(HttpStatusCode.Created);
        var brand = (await org.Read("/brands")).Each("id")[0];
        var body = new JsonObject { ["brandId"] = brand, ["domain"] = "Bakery.Example.com", ["displayName"] = "The Bakery", ["userName"] = "hello" };
        var made = (await org.Post("/email-domains", body.DeepClone())).ShouldSucceed();
        (made["domain"], made["validationStatus"]).ShouldBe(("bakery.example.com", "NOT_STARTED"));
        (await org.Post("/email-domains", body.DeepClone())).ShouldBeRefused(400, "E0000001", "has a sender already");
        (await org.Post($"/email-domains/{made.Id}/verify")).ShouldSucceed()["validationStatus"].ShouldBe("ERROR");
        (await Sent()).ShouldNotContain("bakery.example.com");

        var record = made.Object["dnsValidationRecords"]![0]!;
        dns.Texts[record["fqdn"]!.ToString()] = [record["verificationValue"]!.ToString()];
        (await org.Post($"/email-domains/{made.Id}/verify")).ShouldSucceed()["validationStatus"].ShouldBe("VERIFIED");
        (await Sent()).ShouldContain("From: The Bakery <hello@bakery.example.com>");
        (await org.Put($"/email-domains/{made.Id}", new JsonObject { ["displayName"] = "Bakers", ["userName"] = "us" })).ShouldSucceed()["validationStatus"].ShouldBe("VERIFIED");
        (await Sent()).ShouldContain("From: Bakers <us@bakery.example.com>");
        (await org.Read("/email-domains")).ShouldSucceed().Each("id").ShouldBe([made.Id]);
        (await org.Delete($"/email-domains/{made.Id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Sent()).ShouldNotContain("bakery.example.com");
        (await org.Read($"/email-domains/{made.Id}")).ShouldBeRefused(404, "E0000007");

        async Task<string> Sent()
        {
            smtp.Taken.Clear();
            var login = $"mailed{Ground.Sealing.Secrets.Digits(10)}@example.org";
            var person = (await org.Post("/users?activate=false", ApiCalls.NewUser(login))).ShouldSucceed().Id;
            (await org.Post($"/users/{person}/lifecycle/activate?sendEmail=true")).ShouldSucceed();
            await Arrived(org, login);
            return smtp.Taken.ShouldHaveSingleItem();
        }
    }

    [Theory]
    [InlineData("domain", "localhost"), InlineData("domain", "a b.example"), InlineData("userName", "a b"), InlineData("userName", "a@b"), InlineData("displayName", ""), InlineData("brandId", "bndNobodys")]
    public async Task What_is_no_sender_is_refused(string field, string value)
    {
        var body = new JsonObject { ["brandId"] = (await Org.Read("/brands")).Each("id")[0], ["domain"] = "bakery.example.com", ["displayName"] = "The Bakery", ["userName"] = "hello" };
        body[field] = value;
        (await Org.Post("/email-domains", body)).ShouldBeRefused(400, "E0000001");
    }

    [Fact]
    public async Task It_is_tried_and_its_answer_told()
    {
        await using var smtp = new SmtpTestServer();
        var made = (await Org.Post("/email-servers", Body(smtp.Url, enabled: false))).ShouldBe(HttpStatusCode.Created);
        var addresses = new JsonObject { ["fromAddress"] = "hello@bakery.example", ["toAddress"] = "ada@example.com" };
        (await Org.Post($"/email-servers/{made.Id}/test", addresses.DeepClone())).ShouldBe(HttpStatusCode.NoContent);
        smtp.Taken.ShouldHaveSingleItem().ShouldContain("From: hello@bakery.example");
        smtp.Refuses = _ => "550 no such mailbox";
        (await Org.Post($"/email-servers/{made.Id}/test", addresses.DeepClone())).ShouldBeRefused(400, "E0000001", "no such mailbox");
        (await Org.Post($"/email-servers/{made.Id}/test", new JsonObject { ["fromAddress"] = "x", ["toAddress"] = "ada@example.com" })).ShouldBeRefused(400, "E0000001");
        (await Org.Delete($"/email-servers/{made.Id}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]                                                             // whoever may change an address does not learn what was sent to the old one
    public async Task A_password_goes_where_it_went_and_nowhere_else()
    {
        await using var smtp = new SmtpTestServer();
        var made = (await Org.Post("/email-servers", Body(smtp.Url, enabled: false))).ShouldBe(HttpStatusCode.Created);
        (await Patch(made.Id, new JsonObject { ["alias"] = "Renamed" })).ShouldSucceed()["alias"].ShouldBe("Renamed");
        (await Patch(made.Id, new JsonObject { ["host"] = "elsewhere.example.com" })).ShouldBeRefused(400, "E0000001", "must be given anew");
        (await Patch(made.Id, new JsonObject { ["host"] = "elsewhere.example.com", ["password"] = "another" })).ShouldSucceed()["host"].ShouldBe("elsewhere.example.com");
        (await Org.Delete($"/email-servers/{made.Id}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("host", "\"\""), InlineData("host", "\"a b\""), InlineData("port", "0"), InlineData("port", "70000"), InlineData("username", "null"), InlineData("password", "null"), InlineData("alias", "\"\""),
     InlineData("authType", "\"OAUTH2_CLIENT_CREDENTIALS\"")]
    public async Task What_is_no_mail_server_is_refused(string field, string value)
    {
        var body = Body(new Uri("smtp://mail.example.com:587"));
        body[field] = JsonNode.Parse(value);
        (await Org.Post("/email-servers", body)).ShouldBeRefused(400, "E0000001");
    }

    [Fact]                                                             // threats row 10
    public async Task Nothing_of_the_servers_own_network_is_reached_by_one()
    {
        await using var smtp = new SmtpTestServer();
        var delivery = new MailDelivery(new ServerSettings { BaseUrl = new("https://id.example"), DataFolder = "" }, TimeProvider.System, NullLogger<MailDelivery>.Instance, new(), []);
        foreach (var host in (string[])["127.0.0.1", "localhost"])
        {
            var problem = await delivery.Try(new Letter("ada@example.com", "Hello", "Hello", "<p>Hello</p>", []), MailRelay.OfOrg(host, smtp.Url.Port, "us", new("hush"), development: false), "hello@bakery.example", default);
            problem.ShouldNotBeNull().ShouldContain("not an address of the public internet");
        }
        smtp.Heard.ShouldBeEmpty();
    }
}
