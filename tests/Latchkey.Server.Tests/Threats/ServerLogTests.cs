using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Latchkey.Server.Tests.Threats;

/// <summary>What the server itself writes to its console. SECURITY.md: no secret at any level, and no line that a stranger wrote.</summary>
public sealed class ServerLogTests(OrgFixture fixture) : OrgTest(fixture)
{
    // Mail is shown on a development server only.
    private static readonly Notebook notebook = new(LogLevel.Trace, except: typeof(MailDelivery).FullName);

    private ConcurrentQueue<string> Listen()
    {
        Org.Services.GetRequiredService<ILoggerFactory>().AddProvider(notebook);
        notebook.Lines.Clear();
        return notebook.Lines;
    }

    [Fact]                                                             // threats §1 row 8: a link in a log is a link in somebody's hands
    public async Task A_refused_request_for_a_one_time_link_leaves_no_link_in_the_log()
    {
        var lines = Listen();
        var person = await Org.CreatePersonAsync();
        (await Org.Authn("/recovery/password", new JsonObject { ["username"] = person.Login })).ShouldSucceed();
        var link = (await Org.MailsAsync(person.Login))[0].Links[0];
        (await Org.Exchange(HttpMethod.Post, link, Asking.Of("{}"u8.ToArray(), "application/json"))).Status.ShouldBe(400);
        (await Org.Visit(link)).Status.ShouldBe(200);                      // it is still good
        lines.ShouldContain(line => line.Contains("/reset_password/", StringComparison.Ordinal));
        var token = link.Split('/')[^1];
        lines.ShouldAllBe(line => !line.Contains(token, StringComparison.Ordinal));
    }

    [Fact]                                                             // OWASP: log injection
    public async Task Nobody_writes_a_line_of_the_log_or_steers_the_terminal_that_shows_it()
    {
        var lines = Listen();
        (await Org.Exchange(HttpMethod.Post, "/approve/x%0A2026-01-01 info: all is well%1B[2J%0D", Asking.Of("{}"u8.ToArray(), "application/json"))).Status.ShouldBe(400);
        var made = (await Org.Post("/apps", ApiCalls.NewApp("web", label: "A\n2026-01-01 info: all is well"))).ShouldSucceed();
        (await (Org.WebApp with { ClientId = made.Id, ClientSecret = made["credentials.oauthClient.client_secret"], RedirectUri = "https://app.example.com/callback" }).TokenAsync(("grant_type", "authorization_code"), ("code", "x"), ("redirect_uri", "x"))).Status.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        lines.ShouldContain(line => line.Contains("/approve/", StringComparison.Ordinal));
        lines.ShouldAllBe(line => !line.Any(char.IsControl));
    }
}
