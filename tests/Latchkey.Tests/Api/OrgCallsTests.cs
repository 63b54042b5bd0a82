using System.Net;
using System.Net.Sockets;
using Latchkey.Cli;
using Latchkey.Tests.Kit;
using Microsoft.AspNetCore.Http;

namespace Latchkey.Tests.Api;

/// <summary>What a person reads when a call goes wrong. Contract §3.0, §5.1.</summary>
public sealed class OrgCallsTests : CliTest
{
    [Fact]
    public async Task A_server_that_is_not_there_is_said()
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        LoggedIn($"http://localhost:{port}");
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain($"http://localhost:{port} cannot be reached: Connection refused. Is the server running? (\"latchkey dev\" starts one.)");
    }

    [Fact]
    public async Task A_certificate_nobody_trusts_is_said_and_nothing_is_sent()
    {
        await using var server = await ContractServer.Start(https: true);
        LoggedIn($"https://localhost:{server.Port}");
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("has a certificate this machine does not trust");
        server.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_of_plain_http_has_no_certificate_to_be_trusted()
    {
        LoggedIn($"https://localhost:{Server.Port}");
        var said = (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Failed).Errors;
        said.ShouldContain($"http://localhost:{Server.Port}");
        said.ShouldNotContain("does not trust");
    }

    [Fact]                                                              // RFC 9110 §5.5
    public async Task A_token_that_no_header_carries_is_mistyped()
    {
        Latchkey.Environment["OKTA_CLIENT_ORGURL"] = Server.Url;
        foreach (var token in (string[])["\u00e4\u00f6", "a\nb"])
        {
            Latchkey.Environment["OKTA_CLIENT_TOKEN"] = token;
            (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("The API token from OKTA_CLIENT_ORGURL and OKTA_CLIENT_TOKEN has a sign");
        }
        Server.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_missing_says_where_to_look_and_what_nobody_may_asks_for_no_role()
    {
        LoggedIn();
        (await Latchkey.Run("apps config --app Sv")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("\"latchkey apps --all\" lists");
        (await Latchkey.Run("api GET /api/v1/nothing")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain($"Either no org has the address {Server.Url}");
        Server.Instead = _ => Results.Json(new { errorCode = "E0000006", errorSummary = "No", errorCauses = new[] { new { errorSummary = "Everyone is built in and cannot be changed." } } }, statusCode: 403);
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Failed).Errors.ShouldNotContain("role");
    }

    [Theory]
    [InlineData("users", "show"), InlineData("users", "delete", "--force"), InlineData("groups", "members"), InlineData("apps", "delete", "-f"),
        InlineData("apps", "config", "--app")]
    public async Task A_name_that_is_empty_names_nothing(params string[] command)
    {
        LoggedIn();
        (await Latchkey.Run([.. command, ""])).ShouldEnd(ExitCode.Usage).Errors.ShouldContain("is empty. Is a variable of your shell not set?");
        Server.Lines.ShouldBeEmpty();
    }

    [Fact]                                                              // RFC 6761 §6.3
    public async Task Names_below_localhost_need_no_dns()
    {
        LoggedIn($"http://dev-1234567.localhost:{Server.Port}");
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Ok);
        Server.Lines.Count.ShouldBe(1);
    }

    [Fact]                                                              // RFC 9110 §10.2.3
    public async Task A_full_rate_limit_is_waited_for_as_long_as_the_server_says()
    {
        LoggedIn();
        var refusals = 2;
        Server.Instead = _ => refusals-- > 0 ? new Throttled("retry-after", "1") : null;
        var ran = (await Latchkey.Run("apps --verbose")).ShouldEnd(ExitCode.Ok);
        Server.Lines.Count.ShouldBe(3);
        ran.Errors.ShouldContain("The server asks to wait 1 s.");
    }

    [Fact]
    public async Task The_reset_time_counts_by_the_servers_own_clock()
    {
        LoggedIn();
        var refusals = 1;
        Server.Instead = _ => refusals-- > 0 ? new Throttled("x-rate-limit-reset", "946684801", date: "Sat, 01 Jan 2000 00:00:00 GMT") : null;
        (await Latchkey.Run("apps --verbose")).ShouldEnd(ExitCode.Ok).Errors.ShouldContain("The server asks to wait 1 s.");
    }

    [Fact]
    public async Task Too_long_a_wait_is_an_error_that_says_how_long()
    {
        LoggedIn();
        Server.Instead = _ => new Throttled("retry-after", "3600");
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("API call exceeded rate limit (E0000047)\nToo many requests: try again in 3600 s.");
        Server.Lines.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_feature_is_explained()
    {
        LoggedIn();
        Server.Instead = _ => ContractServer.Error(401, "E0000015", "You do not have permission to access the feature you are requesting");
        (await Latchkey.Run("apps create native", "A", "", "")).ShouldEnd(ExitCode.Failed).Errors
            .ShouldContain("(E0000015)\nYour Latchkey org is missing a feature required to use the Latchkey CLI: API Access Management\n");
    }

    [Fact]
    public async Task A_refused_token_is_traced_to_where_it_came_from()
    {
        Latchkey.Environment["OKTA_CLIENT_ORGURL"] = Server.Url;
        Latchkey.Environment["OKTA_CLIENT_TOKEN"] = "00revoked";
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain($"{Server.Url} does not accept the API token from OKTA_CLIENT_ORGURL and OKTA_CLIENT_TOKEN");
    }

    [Fact]
    public async Task A_missing_role_is_explained()
    {
        LoggedIn();
        Server.Instead = _ => ContractServer.Error(403, "E0000006", "You do not have permission to perform the requested action");
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("ask for the administrator role");
    }

    [Fact]
    public async Task A_server_error_names_the_request_in_its_log()
    {
        LoggedIn();
        Server.Instead = _ => ContractServer.Error(500, "E0000009", "Internal Server Error");
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("request id reqContract1.");
    }

    [Fact]
    public async Task A_page_instead_of_an_answer_means_the_wrong_address()
    {
        LoggedIn();
        Server.Instead = _ => Results.Content("<h1>Welcome</h1>", "text/html");
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("Is that the address of a Latchkey org?");
        Server.Instead = _ => Results.Content("<h1>Not here</h1>", "text/html", statusCode: 404);
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain($"{Server.Url} answered 404 Not Found\nIs that the address of a Latchkey org?");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        LoggedIn();
        Server.Instead = _ => Results.Redirect("https://id.example.com/api/v1/apps");
        (await Latchkey.Run("apps")).ShouldEnd(ExitCode.Failed).Errors.ShouldContain("It points to https://id.example.com/api/v1/apps");
    }

    [Fact]
    public async Task Verbose_shows_each_call_and_no_secret()
    {
        LoggedIn();
        var ran = (await Latchkey.Run("apps --verbose")).ShouldEnd(ExitCode.Ok);
        ran.Errors.ShouldContain("GET /api/v1/apps?filter=status%20eq%20%22ACTIVE%22 → 200 reqContract1\n");
        ran.Errors.ShouldNotContain(ContractServer.Token);
    }

    private sealed class Throttled(string header, string value, string? date = null) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers[header] = value;
            if (date is not null) httpContext.Response.Headers.Date = date;
            return ContractServer.Error(429, "E0000047", "API call exceeded rate limit").ExecuteAsync(httpContext);
        }
    }
}
